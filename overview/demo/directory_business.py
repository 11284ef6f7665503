"""The people of those who sell, make, move and design: one line a person, under the code and the place of their unit.

Name | title | marks. Marks: h head, d deputy, a security ambassador, i incident contact, i2 the second of them,
l liaison; @place where it is another one; <days joined and >days left, before the demo is built.
"""

BUSINESS = """
= COM London
Frederik Aalders      | Chief commercial officer              | h
Amelia Tran           | Director, commercial planning         | d
Ruben Castellanos     | Programme lead, direct customers      |
Polly Hargreaves      | Executive assistant                   |

= MKT London
Clara Whitfield       | Head of Marketing                     | h
Jasper Okonjo         | Marketing operations manager          | d i
Nadia Benyahia        | Marketing planning lead               |
Theo Marchetti        | Budget controller, Marketing          |
Lucy Penhaligon       | Events manager                        |

= MKT-BRD London
Elena Fioravanti      | Brand director                        | h
Gus Halloran          | Campaign manager                      | a
Marta Wiśniewska      | Art director                          |
Sam Oyelaran          | Asset librarian                       |

= MKT-DIG London
Kwame Boateng         | Head of digital marketing             |
Isolde Brennan        | Marketing technology lead             | a i
Yusuf Demir           | Search and social manager             | @Berlin
Chloe Raines          | Newsletter editor                     |
Mateus Pinto          | Web analyst                           | @Lisbon <300

= MKT-CRM London
Ottilie Varga         | Head of customer insight              | h
Rhys Llewellyn        | Loyalty club manager                  | d
Shreya Banerjee       | Data analyst                          |
Emile Garnier         | Customer data steward                 | <296

= SAL London
Martin Geller         | Sales director                        | h >211
Oliver Brandt         | Sales director                        | <216
Catriona Muir         | Sales excellence manager              | d
Philippe Dufour       | Key account director                  |
Hugo Stenström        | Tender manager                        | a <180

= SAL-RET Leeds
Bernadette Quirke     | Head of retail partners               | h
Alan Prosser          | Account manager, chains north         | i
Zofia Lewandowska     | Account manager, chains east          |
Karim El-Sayed        | Account manager, kitchen studios      |
Rosa Lindgren         | Trade terms analyst                   |

= SAL-OPS Leeds
Gillian Fairweather   | Pricing manager                       |
Anton Kovalenko       | Forecast analyst                      |
Petra Novotná         | Customs and export papers             |

= ECM London
Mei Tanaka            | Head of the online shop               | h
Dominic Achebe        | Shop operations manager               | d i
Svetlana Petrova      | Product owner, catalogue              |
Callum Reid           | Release manager                       | a
Ayşe Yıldız           | Customer experience lead              |
Jorge Beltrán         | Fraud analyst                         | <420

= ECM-CHK London
Priscilla Ngata       | Team lead, checkout                   | d i
Ethan Marsh           | Payments engineer                     | i2
Noor van Dijk         | Payments compliance analyst           | a
Wei Zhang             | Test engineer                         |

= CSV Leeds
Rachel Adeyemi        | Head of customer service              | h
Stuart Bellamy        | Service quality manager               | d
Inga Sørensen         | Knowledge base editor                 |
Tariq Aziz            | Workforce planner                     |

= CSV-CC Leeds
Moira Kinsella        | Contact centre manager                | h i
Dean Whitlock         | Floor manager, day shift              | d
Lena Hoffmann         | Floor manager, weekend                | i2
Abena Mensah          | Team coach                            | a
Pavel Horák           | Telephony specialist                  |

= CSV-FLD Leeds
Keith Drummond        | Field service manager                 | h
Maureen O’Hagan       | Dispatcher                            | i
Luis Fonseca          | Regional technician lead              |

= OPS Northfield
Patrick Doyle         | Chief operating officer               | h
Annelies Verhoeven    | Director, operations planning         | d
Simon Achterberg      | Energy and environment manager        |
Ruth Abernathy        | Health and safety lead                | i

= OPS-PUR Northfield
Gérard Lacombe        | Head of purchasing                    | h
Yolanda Pires         | Category manager, electronics         | d
Ivan Marković         | Supplier quality engineer             |
Fiona Strachan        | Supplier risk analyst                 | a
Chen Rui              | Category manager, steel               |

= OPS-QUA Northfield
Hartmut Vogel         | Head of quality                       | h
Siân Pritchard        | Returns analyst                       |
Olga Smirnova         | Measurement lead                      |

= OPS-LOG Coventry
Bríd Gallagher        | Head of logistics                     | h
Declan Foyle          | Deputy head of logistics              | d i >-18
Mariam Sesay          | Fleet manager                         |
Tobiasz Nowak         | Slot and yard planner                 | a
Colin Thackeray       | Transport compliance officer          |

= OPS-WH Coventry
Nikolai Berg          | Shift lead, nights                    | i2
Precious Dube         | Shift lead, days                      |
Sandra Whelan         | Stock control lead                    |
Gareth Pugh           | Warehouse manager                     | h >143

= PLT-N Northfield
Helen Marchbanks      | Plant director                        | h
Roy Tunstall          | Production manager                    | d i
Ewa Zielińska         | Paint line manager                    |
Derek Osborne         | Shift manager, nights                 | i2
Asha Patel            | Process engineer                      | a
Victor Lund           | Works council representative          |

= PLT-N-MNT Northfield
Jim Calloway          | Head of maintenance                   | h i
Bogdan Ilie           | Electrical maintenance lead           |
Katja Brandl          | Remote maintenance coordinator        | a

= PLT-S Sarzana
Lorenzo Bassi         | Plant director                        | h i
Francesca Ratti       | Production planner                    |
Matteo Cerruti        | Maintenance manager                   |
Giada Lombardi        | Site administrator                    |
Stefano Bruni         | Shift manager                         |

= RND Northfield
Wanda Kowalska        | Director of research and development  | h
Alastair Finch        | Portfolio manager                     | d
Ming Liu              | Patent coordinator                    | a
Greta Holm            | Programme office                      |

= RND-DES Northfield
Jean-Luc Perrin       | Head of design                        | h
Saoirse Nolan         | Mechanical design lead                | d
Takumi Mori           | Drawing office lead                   |
Beatrix Kovács        | Materials engineer                    |

= RND-CON Northfield
Femi Adebayo          | Head of connected products            | h i
Linnea Ek             | Product security engineer             | a
Craig Urquhart        | Product manager, ovens                | d
Sunita Rao            | App team lead                         | @Bengaluru
Daan Visser           | Privacy engineer                      | <366

= RND-FW Northfield
Tobias Renner         | Head of firmware                      | h >64
Zsófia Szabó          | Release engineer                      | d
Omar Khalil           | Embedded developer                    |
Ellen Whitby          | Signing and build engineer            | i <361

= RND-CLD Bengaluru
Arjun Mehta           | Head of device cloud                  | h
Divya Krishnan        | Site reliability lead                 | d i
Peter Kiely           | Platform engineer                     | i2 @Northfield
Rania Haddad          | Data engineer                         |

= RND-LAB Northfield
Norman Thwaite        | Laboratory manager                    | h
Ilse Brouwer          | Test planner                          |
"""
