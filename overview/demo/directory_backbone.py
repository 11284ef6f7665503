"""The people of the group office, of those who run the house, of subsidiaries and partners; told as in `directory_business`.

A third word after the place is the mail domain of people who are not ours.
"""
# ruff: noqa: E501  a table is read along its lines

BACKBONE = """
= VG London
Henrietta Lascelles   | Chief executive                       | h
Edmund Farrow         | Company secretary                     | d i
Ingrid Solheim        | Chief information security officer    |
Tomas Reyes           | Security partner, Commercial          |
Priya Nair            | Security partner, Finance and Corporate |
Hanna Okafor          | Security partner, Operations and technology |
Marek Dvořák          | Resilience programme administrator    |
Jonas Lindqvist       | Internal auditor                      | <58
Vivian Osterberg      | Office of the chief executive         |

= FIN London
Giulia Moretti        | Chief financial officer               | h
Robert Ainsley        | Finance director                      | d i
Kirsi Mäkinen         | Financial systems lead                | a
Honor Blackwood       | Executive assistant                   |

= FIN-ACC London
Stephen Oduya         | Head of accounting                    | h
Marguerite Lemaire    | Group reporting manager               | d
Jacek Wójcik          | Fixed assets accountant               |
Hilary Stokes         | Month-end coordinator                 | a
Ben Carrick           | Tax accountant                        |

= FIN-AP Leeds
Dorothy Pickering     | Accounts payable manager              | i
Samuel Agyeman        | Payment run lead                      |
Irina Volkova         | Supplier master data clerk            |
Liam Bryce            | Invoice processing lead               | a

= FIN-TRS London
Konrad Weiss          | Group treasurer                       | h i
Delphine Roux         | Cash manager                          | d
Adrian Holloway       | Treasury analyst                      | a
Yuki Sato             | Bank relations                        |

= FIN-CTL London
Margaret Thorne       | Head of controlling                   | h
Boris Antonov         | Business controller, Operations       | d
Fatou Diallo          | Business controller, Commercial       |
Iain Galbraith        | Planning systems                      |

= IT London
Anders Nyberg         | Chief information officer             | h
Constance Mbeki       | Director, IT services                 | d
Piotr Mazur           | Enterprise architect                  | a
Lydia Farnham         | IT supplier manager                   |
Olivier Martens       | Programme lead, data centre exit      |

= IT-INF London
Judith Castellan      | Head of infrastructure and cloud      | h
Samira Haddad         | Duty operations manager               | i
Eoin Farrelly         | Network lead                          | d
Anjali Deshmukh       | Cloud platform lead                   | a
Rolf Henriksen        | Backup and recovery lead              | i2
Grant Mulgrew         | Identity and access lead              |

= IT-SRV Leeds
Tamsin Oakley         | Service desk manager                  | h
Musa Camara           | Service desk lead, evenings           | i
Paolo Conti           | Service desk, Italian line            | @Sarzana
Bethany Crisp         | Workplace engineer                    | a
Jerome Ncube          | Onboarding coordinator                |

= IT-APP London
Ralph Stenhouse       | Head of business applications         | h
Ingeborg Dahl         | Integration lead                      | d
Vikram Sethi          | Application owner, HR systems         |
Naomi Goldberg        | Purchasing and licence manager        |

= IT-ERP London
Winston Clarke        | ERP manager                           | h
Magdalena Król        | Master data lead                      | d
Felix Baumann         | ERP basis administrator               | i @Cologne
Shirin Kazemi         | Roles and authorisations              | a
Hector Quintana       | Release coordinator                   | <415

= IT-DWH London
Zara Hussain          | Head of data and analytics            | h
Leif Andersson        | Data platform engineer                | i
Cosmin Popescu        | Report developer                      |
Jemima Thorpe         | Data governance lead                  | a <270

= IT-WEB London
Anya Rostova          | Web platforms lead                    | h <189
Marcus Bell           | Site reliability engineer             | i <189
Teresa Coelho         | Front-end lead                        | @Lisbon <189

= IT-OT Northfield
Gordon Haigh          | Head of plant systems                 | h
Silvia Marchi         | Plant systems engineer, Sarzana       | i2 @Sarzana
Neville Strand        | Control systems engineer              | i
Agnieszka Bąk         | Industrial network engineer           | a

= COR London
Rosalind Achterman    | Corporate services director           | h
Tim Wakeham           | Business manager                      | d

= COR-HR London
Sofía Marín           | Chief people officer                  | h
Janet Okoro           | HR services manager                   | d i
Christoph Maier       | HR business partner, Operations       |
Dilys Marín           | Personnel files lead                  |
Imogen Batty          | HR systems analyst                    | a

= COR-REC London
Freya Lindholm        | Recruiting lead                       |
Ade Falana            | Recruiter                             |
Monique Teyssier      | Recruiting systems                    | >25

= COR-LEG London
Daniel Osei           | General counsel                       | h
Harriet Longmire      | Compliance officer                    | d
Nils Ekström          | Contract lawyer                       |
Bianca Ferraro        | Legal assistant                       |

= COR-DPO London
Ursula Keane          | Data protection officer               | d i
Rafael Teixeira       | Privacy analyst                       |

= COR-COM London
Quentin Ashby         | Head of communications                | h i
Leonie Krause         | Press officer                         | d
Winnie Achieng        | Internal communications               | a

= COR-FAC London
Niall Garrity         | Head of facilities and site security  | <17
Trevor Mantle         | Site security manager                 | i
Carys Bevan           | Facilities coordinator                |
Mo Rashid             | Control room lead                     | i2 @Northfield

= COR-STR London
Sebastian Thurlow     | Head of strategy and acquisitions     | h
Camille Joubert       | Acquisitions manager                  |
Padraig Whelan        | Strategy analyst                      |

= SUB London
Ravi Subramaniam      | Director, subsidiaries                | h
Elspeth Gow           | Subsidiary controller                 |

= SUB-IB Barcelona
Inés Calderón         | Managing director, Iberia             | h
Xavier Puig           | Finance manager, Iberia               | d
Marisol Ortega        | IT coordinator, Iberia                | a i
João Valente          | Warehouse manager, Iberia             | @Lisbon

= IB-SAL Barcelona
Esteban Roldán        | Sales manager, Iberia                 | h
Lúcia Amaral          | Studio accounts                       | @Lisbon

= SUB-DE Cologne
Matthias Brenner      | Managing director, DACH               | h
Sabine Oertel         | Office manager, DACH                  | d
Jürgen Falk           | Works council chair                   |
Anke Petersen         | IT coordinator, DACH                  | a i
Reto Ammann           | Country manager, Switzerland          | @Zurich

= SUB-NO Oslo
Eirik Halvorsen       | Managing director, Nordic             | h <312
Solveig Bakke         | Finance and office manager            | i <310
Henrik Lauridsen      | Dealer manager, Denmark               | <310 @Copenhagen

= SUB-FS London
Leila Rahimi          | Managing director, Verrano Pay        | h
Toby Sinclair         | Chief risk officer                    | d
Aoife Brannigan       | Head of payment operations            | i
Dmitri Orlov          | Lending platform lead                 | i2
Patience Nkosi        | Regulatory reporting manager          | a
Alvaro Reis           | Credit model analyst                  | @Lisbon

= SUB-PL Poznań
Grzegorz Adamski      | Designated managing director          | <40

= SSC Leeds
Beatriz Lobo          | Shared services director              |
Joyce Hemsworth       | Shared services manager               | d
Roderick Blain        | Process analyst                       |

= SSC-PAY Leeds
Pamela Rusk           | Payroll manager                       | h
Tunde Bakare          | Payroll lead, plants                  | d i
Estelle Vidal         | Payroll analyst, southern Europe      |
Glenys Howell         | Bank details and changes              | a

= SSC-TRV Leeds
Monty Fairclough      | Travel and expenses lead              |
Hazel Dunmore         | Expense clerk                         |

= SSC-DOC Leeds
Ivor Pascoe           | Print room supervisor                 | h

= EXT London
Lars Brekke           | Supplier management office            |

= EXT-HEL Amsterdam helio-cloud.example
Willem de Graaf       | Service delivery manager              | h
Marit Haverkamp       | Incident manager on duty              | i
Sander Kuipers        | Security contact                      | i2

= EXT-CAR Dublin carrowmore.example
Fergal McGinty        | Account director                      | h
Orla Devane           | Control tower, nights                 | i

= EXT-CAL Tirana callisto.example
Besa Hoxha            | Operations manager                    | h i
Joseph Vella          | Site lead, Valletta                   | @Valletta
Arben Leka            | Trainer                               |
"""
