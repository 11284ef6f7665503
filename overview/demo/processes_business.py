"""What those who sell, make, move and design do, how long they can do without it, and how bad it gets meanwhile.

`= unit days`. A line: name | longest down/again within/data lost, in hours | s for sensitive data | impact | owner |
uses | said. Impact as `category:digits` for the six times from 4 hours to a month, or `category@hours` for when it
turns severe. `uses` names assets; one of another unit as `CODE:name`.
"""
# ruff: noqa: E501  a table is read along its lines

BUSINESS = """
= MKT 320
Weekly newsletter | 72/24/24 | s | reputational:012444 regulatory:001233 financial:000123 operational:011222 | Nadia Benyahia | Newsletter platform; Consent record; Loyalty club members | A wrong list is written to before anybody notices.
Loyalty club | 72/48/24 | s | financial:001344 reputational:001233 contractual:000123 operational:001122 | Clara Whitfield | Loyalty club members; MKT-CRM:Household profiles | Points are money; somebody always tries.
Campaign planning | 336/168/- | - | operational:000134 financial:000123 reputational:000112 | Jasper Okonjo | Campaign calendar and budget; Studio Paprika |

= MKT-BRD 310
Launch of a product | 24/12/24 | - | reputational@72 | Elena Fioravanti | Unreleased product pictures; Studio Paprika | A picture a week early costs the launch.
Supply of artwork to countries | 72/48/24 | - | operational@336 | Sam Oyelaran | Brand asset library |

= MKT-DIG 290
Paid search and advertising | 24/8/- | - | financial@72 | Kwame Boateng | Advertising accounts; Tag manager | A stolen account spends our money for somebody else.
Consent on our pages | 24/8/4 | s | regulatory@72 | Isolde Brennan | Tag manager; MKT:Consent record | Failed on two pages for eleven days.
Web analysis | 336/168/72 | s | operational@720 | Mateus Pinto | Web tracking data; IT-DWH:Data platform |

= MKT-CRM 276
Offers for households | 168/72/24 | s | financial@336 | Rhys Llewellyn | Household profiles; Purchase history; Segmentation models | What may be joined is asked of data protection first.
Answers to requests for one’s data | 336/168/- | s | regulatory@720 | Emile Garnier | Household profiles; MKT:Consent record | A month by law; every copy has to be found.

= SAL-RET 238
Yearly negotiations | 168/72/24 | s | financial@336 | Bernadette Quirke | Yearly agreements with the chains; Price lists of the coming year | Two buyers would pay for our floor price.
Promotions with the chains | 72/48/24 | - | contractual@168 | Alan Prosser | Yearly agreements with the chains; IT-ERP:ERP system |

= CSV 220
Guarantee and goodwill | 72/48/24 | s | contractual@168 | Stuart Bellamy | Guarantee register; Knowledge base |
Complaints | 168/72/24 | s | regulatory@336 | Stuart Bellamy | Complaint files | Some arrive with the regulator in copy.

= CSV-CC 214
Calls and chats | 4/2/- | s | reputational@24 | Moira Kinsella | Telephone platform; Callisto Contact; CSV:Knowledge base | Agents are asked for favours by people who are not who they say.
Orders by telephone | 24/8/1 | s | financial@72 | Dean Whitlock | Call recordings; ECM-CHK:Payment page | Card numbers must not be heard on a recording.
Quality listening | 336/168/- | s | operational@720 | Abena Mensah | Call recordings |

= ECM 384
Sale in the shop | 4/2/0 | s | financial:234444 reputational:123333 operational:122333 regulatory:011222 | Mei Tanaka | Shop engine; Customer accounts; Helio Cloud Hosting; IT-WEB:Shop platform; ECM-CHK:Payment page | An hour in November costs about 190,000.
Order to warehouse | 24/8/1 | s | operational:034444 financial:012333 contractual:001233 reputational:012222 | Dominic Achebe | Order book; IT-ERP:Ledger and order database; OPS-WH:Warehouse control | After a day the promise “by Thursday” is broken 1,400 times.
Returns and refunds | 72/24/24 | s | reputational:012334 financial:001233 regulatory:001233 operational:011222 | Ayşe Yıldız | Order book; ECM-CHK:Refund tool |
Release of a new version | 72/24/- | - | operational:012334 financial:001223 | Callum Reid | Release pipeline; Shop engine | Testers’ findings are mended within the sprint.
Fraud screening | 24/4/1 | s | financial:123444 contractual:012333 regulatory:001233 | Jorge Beltrán | Fraud rules; Customer accounts |

= ECM-CHK 380
Payment at checkout | 4/1/0 | s | financial:344444 contractual:123444 regulatory:012333 reputational:122222 | Priscilla Ngata | Payment page; Kasseta Payments; Payment keys | The only place where nobody argues.
Refunds | 72/24/24 | s | reputational:011344 regulatory:001234 financial:001122 | Priscilla Ngata | Refund tool; Kasseta Payments |
Proof for the card schemes | 336/168/- | s | contractual:000124 regulatory:000123 | Noor van Dijk | Payment page | Once a year, and it takes six weeks.

= OPS-PUR 212
Ordering of parts | 72/24/24 | - | operational@168 | Yolanda Pires | Supplier portal; IT-ERP:ERP system; Single sources | Portal accounts of suppliers are opened by mail and seldom closed.
Choice of a supplier | 336/168/- | s | financial@720 | Gérard Lacombe | Frame contracts |

= OPS-LOG 260
Slot booking at the yard | 4/2/1 | - | operational@24 | Tobiasz Nowak | Slot booking | When it stands, forty lorries stand with it.
Delivery to homes | 24/8/4 | s | reputational@72 | Declan Foyle | Transport planning; Carrowmore Logistics; Own fleet | Door codes travel with the tour.
Deliveries to the chains | 24/12/4 | - | contractual@72 | Declan Foyle | Slot booking; Transport planning; Own fleet | Penalties from the second day.
Customs papers | 72/24/24 | s | regulatory@168 | Colin Thackeray | Customs authorisation; IT-ERP:ERP system |

= OPS-WH 256
Picking and loading | 8/4/1 | - | operational@24 | Declan Foyle | Warehouse control; Handheld scanners | On paper we manage a third.
Stock count | 168/72/24 | - | financial@336 | Sandra Whelan | Warehouse control; IT-ERP:Ledger and order database |

= PLT-N 356
Assembly of ovens and hobs | 8/4/1 | - | operational:124444 financial:023333 contractual:001333 harm:000011 | Roy Tunstall | Line control, lines 1 to 4; Production order terminal; IT-OT:Plant network; Shift managers | We do not patch a running line.
Painting and enamelling | 4/2/1 | - | operational:234444 financial:123333 harm:122222 regulatory:011222 | Ewa Zielińska | Paint line; Recipes and settings | The oven must be emptied within four hours or the belt is lost.
Protection of people at machines | 4/1/0 | - | harm:344444 regulatory:233333 operational:233333 reputational:122222 | Ruth Abernathy | Safety controllers | Nothing from outside may ever reach these.
Start after a stop | 24/8/- | - | operational:024444 financial:012333 | Helen Marchbanks | Shift managers; IT-OT:Controller programs |
Release of finished goods | 24/8/4 | - | operational:013344 contractual:001333 financial:001233 | Derek Osborne | Production order terminal; IT-ERP:ERP system |

= PLT-N-MNT 240
Repair of a stopped line | 4/2/- | - | operational@24 | Jim Calloway | Machine documentation; Spare drives and controllers |
Remote maintenance | 72/24/- | s | operational@168 | Katja Brandl | Remote access of machine makers; IT-OT:Plant network | Each session is opened by one of us and closed the same night.

= PLT-S 230
Assembly of dishwashers | 24/8/4 | - | operational@72 | Matteo Cerruti | Line control Sarzana; Production plan; IT-OT:Plant network | No fences between the lines yet.
Storage of cooling agent | 4/1/- | - | harm@24 | Stefano Bruni | Cooling agent store |

= RND-DES 228
Release of drawings | 168/72/24 | s | operational@336 | Takumi Mori | Drawings and models; Drawing server | Drawings leave the house every day, by whatever way is quickest.
Building a prototype | 336/168/- | s | operational@720 | Saoirse Nolan | Prototype workshop; Drawings and models |

= RND-CON 334
Handling of reported weaknesses | 72/24/- | s | regulatory:012444 reputational:012333 harm:001122 | Linnea Ek | Vulnerability reports; RND-FW:Firmware source | Fourteen days to a first answer, kept 19 times of 21.
Support of the app | 24/8/4 | s | reputational:123444 operational:012333 regulatory:001123 | Sunita Rao | Appliance app; RND-CLD:Device gateway |
Planning of the range | 336/168/24 | - | financial:000124 operational:000123 | Craig Urquhart | Product roadmap |

= RND-FW 326
Signing of a release | 72/48/- | s | operational@168 | Ellen Whitby | Signing keys; Build and signing server; Ellen Whitby | One person, one machine, one key.
Urgent repair of firmware | 24/12/- | s | reputational@72 | Zsófia Szabó | Firmware source; Build and signing server |

= RND-CLD 328
Connection of appliances | 4/2/1 | s | reputational:234444 operational:233333 contractual:012222 harm:011111 | Divya Krishnan | Device gateway; Device identities; Helio Cloud Hosting | An oven that does not answer is a call to the contact centre.
Delivery of updates | 72/24/4 | - | regulatory:001344 operational:001233 reputational:001222 | Arjun Mehta | Device gateway; RND-FW:Signing keys |
Storage of usage data | 168/72/24 | s | regulatory:001144 operational:001123 | Rania Haddad | Usage data store; RND-CON:Usage data of appliances |
"""
