"""What those who run the house, subsidiaries and partners do; told as in `processes_business`."""
# ruff: noqa: E501  a table is read along its lines

BACKBONE = """
= VG 394
Decisions of the board | 168/72/- | s | financial:000134 reputational:001233 regulatory:000123 | Edmund Farrow | Board papers | Papers go to twelve tablets and nowhere else.
Word to the public on a bad day | 4/2/- | - | reputational:344444 financial:011233 regulatory:012222 | Henrietta Lascelles | Good name of the family |

= FIN-ACC 300
Month-end closing | 72/48/24 | s | regulatory@168 | Hilary Stokes | General ledger; Consolidation workbook; IT-ERP:Ledger and order database | No changes in the last week of a month.
Publication of results | 24/12/24 | s | regulatory@72 | Marguerite Lemaire | Unpublished results | Forty people know; the list is kept.

= FIN-AP 298
Payment of suppliers | 72/24/4 | s | financial@168 | Samuel Agyeman | Payment run; Supplier bank details; FIN-TRS:Payment terminals | We are who the fraudsters write to.
Change of a bank account | 24/8/- | s | financial@72 | Irina Volkova | Supplier bank details | Every change is called back, without exception.

= FIN-TRS 366
Payments of the day | 4/2/0 | s | financial:344444 contractual:234444 regulatory:012333 reputational:012222 | Delphine Roux | Payment terminals; Signature rights at banks; Landis Bank | 60 million a week leave these two screens.
Plan of liquidity | 72/24/24 | s | financial:013444 operational:012233 | Delphine Roux | Liquidity forecast; IT-ERP:Ledger and order database |
Hedging of currencies | 24/8/4 | s | financial:024444 regulatory:001122 | Konrad Weiss | Landis Bank |

= IT-INF 372
Sign-in for everybody | 4/2/1 | s | operational:344444 financial:123333 reputational:012233 | Grant Mulgrew | Directory and sign-in; Administrators’ accounts | Without it nobody pays, plans or produces.
Restore after a loss | 24/12/4 | s | operational:134444 financial:023333 regulatory:012333 | Rolf Henriksen | Backups; Data centre Northfield | Tried in part each quarter, as a whole never.
Connection of the sites | 4/2/- | - | operational:244444 financial:123333 | Eoin Farrelly | Wide area network |
Watch around the clock | 24/8/4 | - | operational:013344 reputational:001222 | Samira Haddad | Monitoring |

= IT-SRV 250
Help by telephone | 8/4/- | s | operational@72 | Tamsin Oakley | Ticket system; Password reset tool | 60 passwords a day.
New and leaving employees | 72/24/24 | s | regulatory@336 | Jerome Ncube | Ticket system; COR-HR:HR system | Leavers keep their access for three days on average.

= IT-ERP 364
Orders, stock and ledger | 8/4/1 | s | operational:144444 financial:133333 regulatory:001333 contractual:012222 | Winston Clarke | ERP system; Ledger and order database; IT-INF:Backups | Everything else in this list needs it by the second day.
Change of a release | 336/168/24 | - | operational:000124 financial:000123 | Hector Quintana | ERP system |
Granting of rights | 72/24/- | s | regulatory:001244 operational:012333 | Shirin Kazemi | Authorisation concept; Felix and Shirin |

= IT-DWH 242
Reports for managers | 72/48/24 | s | operational@336 | Jemima Thorpe | Data platform; Management reports | Everyone may ask for any table, and we deliver.
Feeds to the shop and the campaigns | 24/12/24 | s | financial@168 | Leif Andersson | Data platform; MKT-CRM:Purchase history |

= IT-OT 350
Care of the plant network | 8/4/- | - | operational@24 | Agnieszka Bąk | Plant network | Fences, not updates.
Care of controller programs | 24/8/24 | - | operational@72 | Neville Strand | Controller programs; Engineering laptops; PLT-N:Line control, lines 1 to 4 |

= IT-WEB 168
Running the shop’s platform | 4/2/1 | s | financial:234444 reputational:123333 operational:122222 | Anya Rostova | Shop platform; Helio Cloud Hosting |
Sites of the countries | 24/8/24 | - | reputational:013344 operational:001223 | Teresa Coelho | Shop platform; Domain names |
Portal for dealers | 24/8/4 | s | contractual:012444 financial:012333 | Teresa Coelho | Dealer portal |

= COR-HR 206
Keeping of personnel files | 168/72/24 | s | regulatory@336 | Dilys Marín | Personnel files; HR system | Health data lies between the other pages.
Joining and leaving | 72/24/24 | s | operational@168 | Janet Okoro | HR system |

= COR-LEG 178
Contracts | 168/72/24 | s | contractual@336 | Harriet Longmire | Contract archive |
Cases in court | 72/48/24 | s | regulatory@168 | Daniel Osei | Litigation files | Deadlines do not move for us.

= SUB-IB 180
Sale and delivery in Iberia | 24/12/4 | s | financial@72 | Inés Calderón | Customer register Iberia; Warehouse Zaragoza; IT-ERP:ERP system |
Tills in the outlets | 24/8/4 | s | financial@168 | Marisol Ortega | Shop tills in Lisbon |

= SUB-FS 390
Decision on a loan | 4/2/0 | s | financial:234444 reputational:123444 regulatory:012333 contractual:122222 | Dmitri Orlov | Lending platform; Scoring model; Credit files; Helio Cloud Hosting | Eleven seconds, or the customer pays otherwise.
Collection of instalments | 72/24/4 | s | financial:012444 regulatory:012344 reputational:001233 | Aoife Brannigan | Credit files; Kasseta Payments; FIN-TRS:Payment terminals |
Reports to the supervisor | 24/4/24 | s | regulatory:014444 reputational:001344 financial:000122 | Patience Nkosi | Reports to the supervisor | Four hours to a first word after a serious incident.
Exit from a supplier | 720/336/- | - | regulatory:000124 operational:000123 | Toby Sinclair | Helio Cloud Hosting | Written, priced, never tried.

= SSC-PAY 210
Salaries on the 25th | 24/12/24 | s | reputational@72 | Pamela Rusk | Payroll system; Bank details of employees; Landis Bank; COR-HR:HR system | Every changed bank account is called back.
Sick pay and certificates | 168/72/24 | s | regulatory@336 | Estelle Vidal | Sick notes; Payroll system |

= EXT-HEL 344
Hosting of the shop and of Verrano Pay | 4/1/0 | s | contractual:344444 financial:233333 reputational:233333 | Willem de Graaf | Region Amsterdam; Region Dublin |
Change of region | 4/1/1 | - | contractual:244444 operational:233333 | Marit Haverkamp | Region Dublin; Operations portal | Forty minutes in the last four tests.
"""
