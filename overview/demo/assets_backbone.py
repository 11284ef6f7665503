"""What those who run the house, subsidiaries and partners cannot afford to lose; told as in `assets_business`."""
# ruff: noqa: E501  a table is read along its lines

BACKBONE = """
= VG 402
Good name of the family           | people public 5       | -                | Henrietta Lascelles | Ninety years old; the bank lends on it.
Board papers                      | data restricted 5     | insider          | Edmund Farrow      | Twelve readers. On tablets, not by mail.
Share register                    | data restricted 4     | personal,insider | Edmund Farrow      | -

= FIN-ACC 306
General ledger                    | data confidential 5   | financial        | Stephen Oduya      | What the accounts are made of.
Unpublished results               | data restricted 5     | insider          | Marguerite Lemaire | Between the tenth working day and the announcement.
Consolidation workbook            | data confidential 4   | financial        | Marguerite Lemaire | 41 sheets, one author. Retiring it is on the list.
Audit evidence                    | data confidential 3   | financial        | Hilary Stokes      | -

= FIN-AP 302
Supplier bank details             | data confidential 5   | personal,financial | Irina Volkova    | Changed only after a call back to a number we knew before.
Payment run                       | system confidential 5 | financial        | Samuel Agyeman     | Twice a week, 3.1 million on average.
Invoice archive                   | data confidential 3   | financial        | Liam Bryce         | Ten years by law.

= FIN-TRS 374
Payment terminals                 | system restricted 5   | financial        | Konrad Weiss       | Two screens in a locked room.
Signature rights at banks         | data restricted 5     | personal         | Yuki Sato          | Nine banks, 31 signatures.
Landis Bank                       | supplier restricted 5 | financial        | Yuki Sato          | House bank since 1946.
Liquidity forecast                | data restricted 4     | insider          | Delphine Roux      | -

= IT-INF 378
Directory and sign-in             | system restricted 5   | staff            | Grant Mulgrew      | If it stands still, 6,000 people stand still.
Backups                           | data restricted 5     | -                | Rolf Henriksen     | Three copies; one of them cannot be changed by anybody for thirty days.
Wide area network                 | system internal 5     | -                | Eoin Farrelly      | Nine sites, two providers, one of them twice.
Data centre Northfield            | facility restricted 4 | -                | Judith Castellan   | Half empty; the other half nobody wants to touch.
Helio Cloud Hosting               | supplier confidential 5 | -              | Anjali Deshmukh    | -
Administrators’ accounts          | data restricted 5     | secrets          | Grant Mulgrew      | 64, of which 20 could lose us everything.
Monitoring                        | system internal 3     | -                | Samira Haddad      | -

= IT-SRV 254
Ticket system                     | system internal 4     | personal         | Tamsin Oakley      | Also knows who asked for which right.
Password reset tool               | system restricted 5   | -                | Musa Camara        | The easiest way in. Since the spring with a second question.
Loan laptops                      | system internal 2     | -                | Bethany Crisp      | -
Instructions for every day        | data public 1         | -                | Tamsin Oakley      | -

= IT-ERP 370
Ledger and order database         | data restricted 5     | financial,personal | Magdalena Król   | Orders, stock and ledger of the group in one place.
ERP system                        | system confidential 5 | financial        | Winston Clarke     | New release in autumn; until then more doors are open than usual.
Master data                       | data internal 4       | personal         | Magdalena Król     | -
Authorisation concept             | data confidential 4   | -                | Shirin Kazemi      | 2,300 roles, of which 900 are used.
Felix and Shirin                  | people - 4            | -                | Winston Clarke     | -

= IT-DWH 248
Data platform                     | system confidential 4 | customer,financial | Leif Andersson   | Copies of nearly everything.
Management reports                | data restricted 4     | insider          | Jemima Thorpe      | -
Catalogue of tables               | data internal 3       | -                | Jemima Thorpe      | 1,900 tables; 300 have an owner.

= IT-OT 358
Plant network                     | system restricted 5   | control          | Agnieszka Bąk      | Both plants, with a gate to the office world each.
Controller programs               | data restricted 5     | control          | Neville Strand     | The version that runs and the version in the archive agree for 88 of 140.
Historian                         | system internal 4     | control          | Gordon Haigh       | -
Engineering laptops               | system restricted 4   | control          | Silvia Marchi      | Eleven of them; three may never be on the internet.

= IT-WEB 172
Shop platform                     | system confidential 5 | customer         | Anya Rostova       | The engine under the shop and the sites of eleven countries.
Dealer portal                     | system confidential 4 | personal         | Teresa Coelho      | 3,400 dealers sign in.
Domain names                      | data internal 5       | -                | Marcus Bell        | 212; the registrar account has a lock since the summer.
Helio Cloud Hosting               | supplier confidential 5 | -              | Marcus Bell        | -

= COR-HR 218
Personnel files                   | data restricted 5     | staff,health     | Dilys Marín        | From the basement into the system until spring.
HR system                         | system restricted 5   | staff            | Imogen Batty       | Live since two months.
Works agreements                  | data internal 3       | -                | Christoph Maier    | -

= COR-LEG 182
Contract archive                  | data confidential 4   | personal         | Harriet Longmire   | 18,000 contracts; the old ones on paper in Leeds.
Litigation files                  | data restricted 5     | personal,secrets | Daniel Osei        | -
Whistleblower line                | system restricted 5   | personal         | Harriet Longmire   | Run outside the house so that nobody of us can look.

= COR-COM 174
Press pictures                    | data public 2         | -                | Quentin Ashby      | Anybody may take them; somebody must notice when they are wrong.
Website of the group              | system public 4       | -                | Winnie Achieng     | What people look at first on a bad day.
Words for a bad day               | data confidential 5   | -                | Leonie Krause      | Drafts for eleven kinds of trouble, in four languages.
Address list of the press         | data internal 3       | personal         | Leonie Krause      | -
Intranet                          | system internal 3     | staff            | Winnie Achieng     | -
Visitors’ guide to the museum     | data public 1         | -                | -                  | -

= COR-FAC 198
Access control                    | system restricted 5   | personal,control | Trevor Mantle      | Nine sites, 7,400 badges.
Cameras and recordings            | data confidential 5   | personal         | Trevor Mantle      | Kept seven days, as agreed.
Keys and master plans             | facility restricted 5 | -                | Carys Bevan        | -

= COR-STR 176
Acquisition papers                | data restricted 5     | insider,secrets  | Sebastian Thurlow  | As few copies as possible.
Data rooms                        | system restricted 5   | insider          | Camille Joubert    | Rented for each project and closed after it.
Outside counsel                   | supplier restricted 5 | insider          | Sebastian Thurlow  | -

= SUB-IB 186
Customer register Iberia          | data confidential 5   | customer         | Xavier Puig        | -
Warehouse Zaragoza                | facility - 4          | -                | João Valente       | -
Shop tills in Lisbon              | system restricted 4   | card             | Marisol Ortega     | Two outlets of our own since last winter.

= SUB-FS 398
Credit files                      | data restricted 5     | customer,financial | Toby Sinclair    | 212,000 households, their incomes and debts.
Lending platform                  | system restricted 5   | customer,financial | Dmitri Orlov     | A decision in eleven seconds.
Kasseta Payments                  | supplier restricted 5 | card             | Aoife Brannigan    | -
Helio Cloud Hosting               | supplier confidential 5 | customer       | Dmitri Orlov       | Second region tested each quarter since the outage.
Scoring model                     | data restricted 4     | secrets          | Alvaro Reis        | -
Reports to the supervisor         | data confidential 4   | financial        | Patience Nkosi     | -

= SSC-PAY 222
Bank details of employees         | data restricted 5     | staff            | Glenys Howell      | -
Payroll system                    | system restricted 5   | staff,health     | Pamela Rusk        | The new one, after the summer.
Landis Bank                       | supplier restricted 4 | staff            | Pamela Rusk        | Pays 6,000 salaries on the 25th.
Sick notes                        | data restricted 4     | staff,health     | Estelle Vidal      | -

= SSC-DOC 160
Printing presses                  | facility - 5          | -                | Ivor Pascoe        | -
Franking account                  | system internal 5     | financial        | Ivor Pascoe        | -
Letters waiting to be sent        | data confidential 5   | customer,staff   | Ivor Pascoe        | Reminders and payslips, one night in the same room.

= EXT-HEL 352
Region Amsterdam                  | facility confidential 5 | customer       | Willem de Graaf    | Where the shop, the device cloud and Verrano Pay run.
Region Dublin                     | facility confidential 4 | customer       | Willem de Graaf    | Takes over in forty minutes, measured.
Operations portal                 | system restricted 5   | secrets          | Marit Haverkamp    | Opens everything we have there.
"""
