"""What those who sell, make, move and design cannot afford to lose, as they told it.

`= unit days`: when it was written down. A line: name | kind, classification, criticality | what it holds | owner | said.
Kinds: data, system, people, facility, supplier. A dash is what nobody has said.
"""
# ruff: noqa: E501  a table is read along its lines

BUSINESS = """
= MKT 332
Campaign calendar and budget      | data internal 3       | -                | Theo Marchetti     | What runs when, in eleven countries, and what it may cost.
Loyalty club members              | data confidential 5   | customer         | Clara Whitfield    | 412,000 households, their consents and what they bought.
Consent record                    | data confidential 5   | customer         | Nadia Benyahia     | Who agreed to what, when and by which form. Without it we may write to nobody.
Studio Paprika                    | supplier internal 4   | -                | Jasper Okonjo      | Holds the layered artwork of both big campaigns until they are over.
Newsletter platform               | system confidential 4 | customer         | Nadia Benyahia     | Rented; 1.4 million mails a week before Christmas.

= MKT-BRD 318
Unreleased product pictures       | data restricted 5     | secrets          | Elena Fioravanti   | Worth nothing after launch day and everything before it.
Brand asset library               | system internal 4     | -                | Sam Oyelaran       | 86,000 pictures, films and templates; agencies load down from it.
Studio Paprika                    | supplier internal 4   | -                | Gus Halloran       | -
Photo studio Leeds                | facility internal 2   | -                | -                  | Two kitchens with daylight.

= MKT-DIG 296
Advertising accounts              | system confidential 5 | financial        | Kwame Boateng      | Whoever signs in may spend 40,000 a day in our name.
Web tracking data                 | data confidential 4   | customer         | Mateus Pinto       | Thirteen months, then it goes.
Tag manager                       | system internal 4     | -                | Isolde Brennan     | One wrong line here and every page carries it.
Social media accounts             | system internal 4     | -                | Yusuf Demir        | 2.6 million followers, six people who may post.

= MKT-CRM 282
Household profiles                | data restricted 5     | customer,children | Emile Garnier     | 2.1 million households; ages of children where parents gave them.
Purchase history                  | data confidential 4   | customer         | Emile Garnier      | Ten years, from the shop and from registered guarantees.
Segmentation models               | data confidential 3   | -                | Shreya Banerjee    | Two people understand them.
Rhys and Shreya                   | people - 4            | -                | Ottilie Varga      | What they know about the joins between the sources is written nowhere else.

= SAL-RET 241
Yearly agreements with the chains | data restricted 5     | secrets          | Bernadette Quirke  | Prices, bonuses and promised shelf space: nine contracts, 610 million.
Price lists of the coming year    | data restricted 5     | secrets,insider  | Rosa Lindgren      | Known to six people until 1 October.
Answers for customer questionnaires | data confidential 3 | -                | Alan Prosser       | -

= CSV 228
Knowledge base                    | system internal 4     | -                | Inga Sørensen      | What agents read out while the customer waits.
Guarantee register                | data confidential 5   | customer         | Stuart Bellamy     | Who owns which appliance, and until when we repair it for nothing.
Repair films                      | data public 2         | -                | Inga Sørensen      | 140 of them, watched 3 million times.
Complaint files                   | data confidential 3   | customer         | Stuart Bellamy     | -

= CSV-CC 226
Telephone platform                | system internal 5     | -                | Pavel Horák        | 150 seats here, 90 in Tirana and Valletta.
Call recordings                   | data confidential 4   | customer,card    | Moira Kinsella     | Kept 90 days. Card numbers are cut out, when the agent presses the key.
Callisto Contact                  | supplier confidential 5 | customer,card  | Moira Kinsella     | Evenings, weekends and two thirds of the peak before Christmas.
Experienced evening shift         | people - 4            | -                | Lena Hoffmann      | Eleven people who know what to do when everything else is closed.

= CSV-FLD 204
Tablets of the technicians        | system confidential 5 | customer         | Keith Drummond     | Addresses of the day, door codes, spare parts.
Card readers in the vans          | system restricted 4   | card             | Keith Drummond     | 88 of them, for repairs outside the guarantee.
Spare part stock in the vans      | facility - 5          | -                | Luis Fonseca       | -
Route planning                    | system internal 5     | -                | Maureen O’Hagan    | Without it half of the visits do not happen.

= ECM 392
Shop engine                       | system internal 5     | -                | Callum Reid        | Catalogue, basket, accounts. Runs at Helio Cloud in one region that works and one that has not.
Customer accounts                 | data confidential 5   | customer         | Mei Tanaka         | 1.9 million, half of them older than three years.
Order book                        | data confidential 5   | customer,financial | Dominic Achebe   | Everything between the click and the ledger.
Discount codes                    | data restricted 4     | financial        | Svetlana Petrova   | One code too generous cost 70,000 in an hour.
Carrowmore Logistics              | supplier internal 4   | customer         | Dominic Achebe     | Every third parcel of ours.
Helio Cloud Hosting               | supplier confidential 5 | customer       | Dominic Achebe     | -
Release pipeline                  | system internal 4     | secrets          | Callum Reid        | Whoever controls it controls the shop.
Fraud rules                       | data restricted 3     | -                | Jorge Beltrán      | -

= ECM-CHK 386
Payment page                      | system restricted 5   | card             | Ethan Marsh        | Ours is only the frame; the fields belong to the provider. It must stay so.
Kasseta Payments                  | supplier restricted 5 | card             | Priscilla Ngata    | Takes 94 % of the shop’s money.
Payment keys                      | data restricted 5     | secrets,card     | Ethan Marsh        | In the key store since the audit; two people may open it.
Refund tool                       | system confidential 4 | financial,card   | Priscilla Ngata    | Up to 500 by one person, above it by two.

= OPS-PUR 216
Frame contracts                   | data confidential 5   | secrets          | Gérard Lacombe     | 640 suppliers; prices we would not like to read elsewhere.
Supplier portal                   | system confidential 4 | personal         | Yolanda Pires      | Orders, drawings and bank details of suppliers.
Single sources                    | supplier - 5          | -                | Fiona Strachan     | Nine parts come from one factory each; three of them stop a line within a week.

= OPS-LOG 268
Slot booking                      | system internal 5     | -                | Tobiasz Nowak      | Forty gates, a slot every twelve minutes.
Transport planning                | system internal 4     | customer         | Mariam Sesay       | Tours of our fleet, with names and floors of customers.
Carrowmore Logistics              | supplier internal 5   | customer         | Bríd Gallagher       | Every third delivery, all of Ireland and the islands.
Own fleet                         | facility - 4          | -                | Mariam Sesay       | 114 lorries; the trackers are the maker’s.
Customs authorisation             | data confidential 4   | -                | Colin Thackeray    | Lost if the records are not kept; then every border costs a day.

= OPS-WH 262
Warehouse control                 | system internal 5     | control          | Declan Foyle       | Cranes, conveyors and the stock count, on machines under the roof.
Central warehouse Coventry        | facility - 5          | -                | Precious Dube       | 62,000 pallets. The sprinkler tank is the other thing it cannot lose.
Handheld scanners                 | system internal 3     | -                | Precious Dube      | New since the spring, in a network of their own.

= PLT-N 362
Line control, lines 1 to 4        | system restricted 5   | control          | Roy Tunstall       | Segmented since last summer.
Paint line                        | facility - 5          | control          | Ewa Zielińska      | New, 31 million, no second one anywhere.
Recipes and settings              | data restricted 5     | secrets,control  | Asha Patel         | Why our enamel does not chip. Copies: two.
Safety controllers                | system restricted 5   | control          | Roy Tunstall       | They stop the press when a hand is in it.
Production order terminal         | system internal 4     | -                | Derek Osborne      | -
Shift managers                    | people - 4            | staff            | Helen Marchbanks   | Nine people can start the plant after a stop.

= PLT-N-MNT 244
Machine documentation             | data internal 4       | control          | Jim Calloway       | Half of it exists on paper only, in one room.
Remote access of machine makers   | system restricted 5   | control          | Katja Brandl       | Fourteen makers, one gate since spring.
Spare drives and controllers      | facility - 4          | -                | Bogdan Ilie        | For machines whose makers are gone.

= PLT-S 236
Line control Sarzana              | system restricted 5   | control          | Matteo Cerruti     | One flat network until the line stops in August.
Cooling agent store               | facility - 4          | -                | Stefano Bruni      | Under the law on hazardous substances.
Production plan                   | data internal 4       | -                | Francesca Ratti    | -
Ligurian Tooling                  | supplier internal 3   | secrets          | Matteo Cerruti     | Makes and keeps the moulds.

= RND-DES 232
Drawings and models               | data restricted 5     | secrets          | Takumi Mori        | Everything we will sell in the next three years.
Drawing server                    | system restricted 5   | secrets,export   | Takumi Mori        | Two of the drives fall under export control.
Manuals and spare part drawings   | data public 3         | -                | Beatrix Kovács     | On the website, so that ovens can be repaired.
Prototype workshop                | facility confidential 4 | secrets        | Saoirse Nolan      | -

= RND-CON 346
Product roadmap                   | data restricted 4     | secrets          | Craig Urquhart     | -
Appliance app                     | system confidential 5 | customer         | Sunita Rao         | 640,000 people a month; it can switch on an oven.
Usage data of appliances          | data confidential 5   | customer         | Daan Visser        | When people cook, and for how many.
Vulnerability reports             | data restricted 4     | -                | Linnea Ek          | What outside testers tell us, before it is mended.

= RND-FW 338
Signing keys                      | data restricted 5     | secrets          | Ellen Whitby       | Whoever has them speaks to 1.2 million ovens in our name.
Build and signing server          | system restricted 5   | secrets          | Ellen Whitby       | Under one desk until last year; now in the plant’s server room.
Firmware source                   | data restricted 5     | secrets          | Zsófia Szabó       | -
Ellen Whitby                      | people - 5            | -                | Zsófia Szabó       | The only one who has done a signing from start to end.

= RND-CLD 340
Device gateway                    | system restricted 5   | customer,control | Divya Krishnan     | Every appliance talks to it every ninety seconds.
Device identities                 | data restricted 5     | secrets          | Arjun Mehta        | 1.2 million certificates; 300,000 run out next year.
Helio Cloud Hosting               | supplier confidential 5 | customer       | Arjun Mehta        | -
Usage data store                  | data confidential 4   | customer         | Rania Haddad       | -

= RND-LAB 190
Test benches                      | facility - 5          | -                | Norman Thwaite     | -
Approval certificates             | data confidential 5   | -                | Norman Thwaite     | Without them nothing may be sold.
Measurement records of ten years  | data internal 5       | -                | Ilse Brouwer       | On a machine that nobody dares to update.
"""
