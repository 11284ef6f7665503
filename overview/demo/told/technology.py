"""What was said in talks with those who run computers and build connected appliances. Told as in `commercial`."""

FIRST = {
    "IT": """
= the old data centre is empty by next summer
! we agree on nearly everything and compete for the same weekends #patch-windows
@anders gives us one weekend a quarter by end of quarter
""",
    "IT-INF": """
! findings come as lists of thousands
+ we send twenty, with a reason beside each
@hanna sends the first twenty in two weeks {late 120}
""",
    "IT-ERP": """
! access reviews eat a week a quarter #access-reviews
@shirin sends the 400 roles nobody used in a year by end of month
""",
    "IT-OT": """
= machines live for thirty years, patches for three; fences, not updates #patch-windows
@gordon draws the fences for lines 1 to 4 by end of quarter
""",
    "IT-SRV": """
! sixty passwords a day, and nobody trains us for the one false caller #fraud-calls
@tamsin writes down the last three strange calls by friday
""",
    "RND-CON": """
= customers would never forgive a spying oven
? outside testers all year instead of one month before release
@linnea agrees rules for outside testers with Legal by end of quarter
""",
    "RND-FW": """
! one person knows how the signing keys work #single-person
@tobias writes it down, and somebody else signs a build with it, by end of quarter {late 200}
""",
}

TALKS = {
    "IT": """
==
One weekend a quarter is ours; the first was used for mail, nobody noticed.
= the data centre exit eats every other weekend until summer
! projects ask us for a yes in the week before they go live #tool-approvals
+ purchases above 50,000 carry a page on security from the start
@constance puts that page into the purchase form by end of quarter
@hanna writes the page, no longer than one side, in two weeks
==
34 purchases with the page, two stopped early, none late.
> a no in spring is cheaper than a perhaps in autumn
! people ask for AI tools every week and buy them elsewhere when we are slow #ai-tools #shadow-it
+ one list of AI tools for the whole group, with what each may read
@anders names who keeps that list by end of month {open}
@hanna drafts what the list says of a tool by friday
? the joint session on leavers should become a habit #leavers
-- team
Anders wants to keep the AI list in IT; Clara and Oliver would rather have it with us. Ask them together.
""",
    "IT-INF": """
==
The list of twenty came, and it helped: seventeen done in six weeks.
> now the same for cloud accounts, please
! 61 cloud accounts without a person behind them #leavers
@anjali finds a person for each, or switches it off, by end of quarter
@hanna sends the twenty worst cloud settings by end of month
==
After Helio’s five hours.
! backups were restored on paper only; the second region had never been started #backup-tests
+ every quarter one restore that hurts, with a stopwatch
@rolf starts with the ledger by end of month
@hanna watches, and writes down the minutes, by end of month
= the data centre is half empty; what is left is old and loved
==
Restore of the ledger: five hours, four were promised. Honest figure now in the record. #backup-tests
= nine cabinets are left in the old data centre
! suppliers’ engineers still have cards for the old room #vendor-access
@eoin takes back the cards with Site security by end of month {late 48}
@hanna sends the twenty for identities in two weeks {open}
? one switch for people who leave: identity, door, telephone #leavers
-- team
Judith is on leave soon for a month; Eoin decides, but nobody has told him.
""",
    "IT-ERP": """
==
Short list tried with Accounting: 74 changes instead of 2,300 roles. #access-reviews
> the first review that somebody read to the end
+ every head gets the short list from the next quarter on
@shirin explains it to three heads in person by end of month
@hanna asks the auditors whether the short list is enough by friday
==
New release: more doors open until autumn, each with an end.
= the first month-end on the new release is watched by everybody #patch-windows
! the consultants of the release work with rights that nobody takes back #vendor-access
@felix writes an end date beside each consultant by friday {late 13}
@hanna compares with the contracts by end of month {open}
! test data with real salaries in the training system
@winston has the training data made anonymous by end of quarter {open https://tickets.verrano.example/ERP-4471}
""",
    "IT-OT": """
==
Lines 1 to 4 in Northfield have fences. The fifth waits for a cable.
+ a maker comes through Katja’s door or not at all #vendor-access
@neville moves the historian behind its own fence by end of quarter
@hanna pays for the cable from our budget by friday
! spare laptops with old systems in every cabinet #shadow-it
==
Restore of the historian tried: it works, from a disk in Gordon’s desk. #backup-tests
! the disk is the only one, and the desk is not locked #single-person
@gordon orders a second disk and a place for both by friday
@hanna asks Sarzana for the dates of the August stop by end of month {late 29}
= nine people a site; no week without one of them in a cabinet
! makers send updates by mail, with a link to a file share #vendor-access #shadow-it
@silvia collects which makers do by end of quarter {open}
""",
    "IT-SRV": """
==
Six trained callers against the desk: four stopped, two helped. #fraud-calls
> do it every quarter, and tell us afterwards who it was
@tamsin makes the second question part of every reset by end of month
@hanna sends recordings, with names taken out, by friday
! people who left still ask for their password, and get it #leavers
==
After the caller who knew the name of the dog: noticed and undone in twenty minutes. #fraud-calls
+ no reset by telephone for the forty accounts that move money or machines
@musa trains the evening shift by end of month
@hanna gives the desk the list of the forty by friday
! leavers reach us by mail from eleven places, some a week late #leavers
? HR says it once, and the desk, the doors and the telephones all hear it #leavers
""",
    "RND-CON": """
==
Outside testers since three months: nine reports, one serious, all answered within two days.
> being tested hard is a selling point; Craig says so at fairs
! keys of test ovens are the same as those of real ones
@linnea separates test keys before the next release by end of quarter
@hanna looks for a second testing house by end of month
==
The weak signature check: found by an outside tester four days before release. Nothing had shipped.
+ nothing ships without a test of the signature, by somebody who did not write it
@daan adds it to the release list by friday
= the next release carries the new app; 1.2 million ovens get it within a week
! a university asks for data of real kitchens #vendor-access
@hanna brings the question to data protection by end of month
==
Yearly talk. Connected products earn 22 million now, and everybody reads the reports.
= update of the radio part by spring, a new rule of the Union asks for it
! drafts of texts for the app are written with an AI tool, with names of features nobody knows yet #ai-tools
@craig says which tool, and what goes in, by end of month
@hanna agrees with Legal how long we promise updates by end of quarter {late 75}
@linnea shows the list of parts in the software to Purchasing by end of month {late 66}
-- team
= They found the weak signature themselves, in a way. Say so to the board.
""",
    "RND-FW": """
==
Tobias Renner has left. His place is advertised; Zsófia leads until then.
! two people can sign a build since the spring, one of them is going on leave #single-person
@ellen shows Omar how to sign, and he signs one alone, by end of month
@hanna asks the board for the box that keeps the keys by end of quarter {open https://tickets.verrano.example/SEC-2307}
! the old signing laptop is in a drawer, with the old key on it
+ the old key is destroyed in front of two people
? security in the text of the advertisement for the new head
""",
}
