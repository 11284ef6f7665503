"""Who depends on whom at the demo organisation.

`= consumer days`: when it was written down. A line: provider | kind | how critical | classification | confirmed | what
flows | if it fails | last tried, in days before the demo is built. Confirmed by b both, c the one who needs it, p the
one who provides it, - nobody yet. A provider in quotes is one that was only named in words.
"""
# ruff: noqa: E501  a table is read along its lines

NEEDS = """
= COM 330
MKT | service | 3 | - | b | Campaigns that bring customers in | Trade terms instead of campaigns |
SAL | service | 4 | confidential | c | Orders of the chains and the studios | |
IT-DWH | data_flow | 3 | confidential | b | Sales figures of the day | Figures of yesterday by mail | 200

= MKT 316
MKT-CRM | data_flow | 4 | restricted | b | Household segments for every campaign | Last month’s segments | 61
EXT-AGY | service | 4 | internal | c | Artwork for the spring and Christmas campaigns | In-house studio, half of it |
IT-DWH | data_flow | 3 | confidential | b | Results of campaigns | |
COR-LEG | service | 3 | - | b | Reading of competitions and claims | Outside counsel, four days |

= MKT-BRD 306
EXT-AGY | service | 4 | confidential | c | Pictures and films, layered | Two freelancers |
IT-INF | service | 3 | internal | b | Exchange of large files | Couriered drives | 130

= MKT-DIG 284
ECM | service | 4 | internal | b | Pages the advertisements lead to | A static page | 88
MKT-CRM | data_flow | 4 | restricted | c | Lists of recipients | |

= MKT-CRM 270
IT-DWH | data_flow | 5 | restricted | b | Purchases of the day, joined | Nightly file by hand | 410
ECM | data_flow | 4 | confidential | b | Customer accounts and consents | |
CSV | data_flow | 3 | confidential | c | Guarantee registrations | |

= SAL 236
IT-ERP | service | 4 | confidential | b | Prices and conditions | Price lists of the quarter on paper | 305
FIN-CTL | data_flow | 3 | restricted | - | Margins by customer | |

= SAL-RET 234
OPS-LOG | supply_chain | 5 | internal | b | Deliveries in the agreed slots | Stock at the chains for four days |
SAL-OPS | service | 3 | restricted | c | Conditions and forecasts | |

= SAL-OPS 195
IT-ERP | service | 4 | confidential | b | Order entry and prices | Spreadsheet for one day |
SAL-RET | data_flow | 3 | restricted | c | Forecasts of the chains | Last year’s |
COR-LEG | service | 2 | - | - | Papers for exports | |

= CSV-CC 212
EXT-CAL | service | 5 | confidential | b | Calls in the evening and at weekends | Own floor until 22:00, announcement after | 140
IT-INF | service | 5 | internal | b | Network and telephone lines | Mobile phones for the supervisors | 44
ECM | data_flow | 4 | confidential | b | Orders and customer accounts | |
CSV-FLD | service | 3 | - | c | Visits that were promised | |

= CSV-FLD 202
CSV-CC | data_flow | 4 | confidential | b | Visits agreed with customers | List of the morning, printed | 260
OPS-WH | supply_chain | 4 | - | c | Spare parts overnight | |
IT-SRV | service | 3 | - | p | Tablets that work | Spare tablets at three depots | 95

= ECM 380
EXT-HEL | service | 5 | confidential | b | Hosting of the shop | Second region, forty minutes | 49
ECM-CHK | process | 5 | restricted | b | Payment | Payment by invoice for known customers | 170
OPS-WH | supply_chain | 5 | internal | b | Goods picked the same day | Delivery times raised to a week |
IT-ERP | data_flow | 5 | confidential | b | Orders, prices and stock | Orders queue for eight hours | 112
CSV-CC | service | 4 | confidential | c | Answers to customers | Answer by form only |
EXT-CAR | supply_chain | 4 | internal | c | Parcels | Own fleet for large appliances |

= ECM-CHK 376
SUB-FS | process | 4 | restricted | b | Instalments at checkout | Hide the button | 33
EXT-HEL | service | 5 | restricted | b | Hosting of the payment page | Second region | 49
FIN-TRS | service | 3 | restricted | b | Accounts the money arrives on | |
"Kasseta Payments" | service | 5 | restricted | c | Card payments, 94 % of the money | Wallets and invoice only | 390

= OPS-PUR 210
IT-ERP | service | 4 | confidential | b | Orders to suppliers | By mail for three days |
COR-LEG | service | 3 | confidential | b | Security clauses in contracts | |
FIN-AP | process | 4 | confidential | p | Payment on time, or they stop delivering | |

= OPS-LOG 254
EXT-CAR | supply_chain | 5 | internal | b | Every third delivery | Two forwarders by the day, at double price | 215
OPS-WH | process | 5 | internal | b | Loaded lorries | |
IT-INF | service | 5 | internal | b | Network of the yard | Paper slots, a third of the pace | 168
IT-ERP | data_flow | 4 | internal | b | Delivery notes | Printed the evening before |

= OPS-WH 250
IT-OT | service | 4 | internal | c | Control of cranes and conveyors | Forklifts |
PLT-N | supply_chain | 5 | - | b | Ovens and hobs, 4,100 a day | Nine days of stock |
PLT-S | supply_chain | 4 | - | c | Dishwashers and cooling | Fourteen days of stock |

= PLT-N 348
IT-OT | service | 5 | restricted | b | Plant network and controllers | Lines run alone for a shift | 121
PLT-N-MNT | people | 5 | - | b | Repair within the hour | |
OPS-PUR | supply_chain | 5 | - | b | Parts for three shifts | Two days of stock, nine single sources |
IT-ERP | data_flow | 4 | internal | b | Production orders | Paper orders for one shift | 121
COR-FAC | facility | 4 | - | c | Gates, power and fire protection | |

= PLT-N-MNT 235
OPS-PUR | supply_chain | 4 | - | c | Spare parts | |
IT-OT | service | 4 | restricted | b | The gate for remote maintenance | Technician on a train | 302

= PLT-S 226
IT-OT | service | 5 | restricted | c | Plant network | Lines run alone for a shift |
IT-SRV | service | 3 | internal | - | Somebody who speaks Italian | |
OPS-PUR | supply_chain | 4 | - | c | Parts | |
"Ligurian Tooling" | supply_chain | 4 | internal | c | Moulds for three models | None; eleven weeks for a new one |

= RND-DES 225
OPS-PUR | data_flow | 3 | restricted | c | Suppliers’ drawings, back and forth | |
IT-INF | service | 4 | restricted | b | The drawing server | |

= RND-CON 322
RND-CLD | service | 5 | confidential | b | Connection of 1.2 million ovens | Ovens cook without it | 77
RND-FW | process | 5 | restricted | c | Repairs of firmware | |
COR-DPO | service | 3 | confidential | b | Assessments before a launch | |

= RND-FW 320
RND-CLD | service | 5 | restricted | b | Delivery of updates | |
IT-INF | service | 4 | restricted | c | Server room and backups of the signing server | Key in the safe |

= RND-CLD 318
EXT-HEL | service | 5 | confidential | b | Hosting | Second region | 49
RND-FW | process | 5 | restricted | c | Signed updates and device certificates | |

= RND-LAB 188
RND-DES | people | 3 | - | c | Somebody who explains the prototype | |
COR-FAC | facility | 4 | - | - | Power for the benches | |
IT-INF | service | 2 | - | c | Storage of measurements | |

= FIN-ACC 295
IT-ERP | service | 5 | confidential | b | The ledger | Closing moves by three days | 20
FIN-CTL | process | 3 | confidential | b | Allocations | |
SSC-PAY | data_flow | 4 | restricted | c | Wages by cost centre | Last month’s, corrected later |

= FIN-AP 292
IT-ERP | service | 5 | confidential | b | Open invoices | |
FIN-TRS | process | 5 | restricted | b | Release of payment runs | Emergency payments by fax, ten a day | 340

= FIN-TRS 360
IT-INF | service | 5 | restricted | b | Lines to the banks | A mobile line kept for it | 26
IT-ERP | data_flow | 4 | restricted | b | Payments to be made | |

= IT 340
EXT-HEL | service | 5 | confidential | b | Hosting | |
OPS-PUR | service | 3 | - | c | Contracts with makers | |
SSC-PAY | service | 2 | restricted | - | Rota and on-call pay | |

= IT-ERP 355
IT-INF | service | 5 | restricted | b | Servers, database and backups | Restore in four hours | 20
IT-DWH | data_flow | 2 | confidential | c | Cleaned master data | |

= IT-WEB 164
EXT-HEL | service | 5 | confidential | b | Hosting of eleven countries | Second region | 49
IT-INF | service | 4 | internal | b | Sign-in of dealers and staff | |

= MKT-DIG 163
IT-WEB | service | 4 | internal | b | Tags and consent on all sites | Switch all tags off | 15

= ECM 162
IT-WEB | service | 5 | internal | b | The platform under the shop | Static page with a telephone number | 49

= COR-HR 203
IT-APP | service | 4 | restricted | c | The HR system | Paper for a week |
SSC-PAY | process | 5 | restricted | b | Salaries | |

= COR-FAC 192
COR-HR | data_flow | 4 | restricted | c | Who joined and who left, the same day | A list on Fridays |
IT-INF | service | 4 | internal | b | Network of gates and cameras | Guards at nine doors | 330
SSC | service | 2 | - | - | Cleaning and post | |

= SUB-FS 384
EXT-HEL | service | 5 | restricted | b | Hosting of the lending platform | Second region, tested each quarter | 49
FIN-TRS | process | 4 | restricted | b | Daily funding | Credit line at Landis Bank | 210
COR-DPO | service | 3 | confidential | b | Assessments of scoring | |
ECM | data_flow | 4 | confidential | b | Applications from the shop | |

= SUB-IB 178
IT-ERP | service | 4 | confidential | c | Orders and stock | By telephone to Coventry |
OPS-LOG | supply_chain | 4 | - | b | Appliances from both plants | |
COR-LEG | service | 2 | - | - | Rules in Spanish and Portuguese | |

= SSC-PAY 208
COR-HR | data_flow | 5 | restricted | b | Hours, changes and sick leave | Last month’s pay, corrected later | 250
FIN-TRS | process | 5 | restricted | b | Release of the salary run | Second signature at Landis Bank | 66
IT-APP | service | 4 | restricted | c | The payroll system | |

= SSC-DOC 158
SSC-PAY | data_flow | 3 | restricted | c | Payslips to be printed | |
OPS-LOG | supply_chain | 2 | - | - | Paper and pallets | |
COR-FAC | facility | 2 | - | c | The cellar | |
"""
