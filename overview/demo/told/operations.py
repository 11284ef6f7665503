"""What was said in talks with those who buy, move and make. Told as in `commercial`."""

FIRST = {
    "OPS-PUR": """
! the security check of a supplier comes after the contract and is only embarrassing then #vendor-access
@hanna gives Fiona the ten questions for before the contract by end of month
""",
    "OPS-LOG": """
= when the slot system is down, forty lorries stand in the yard
! one account at each gate, the password is on the wall #shared-accounts
@declan proposes how a guard signs in with gloves on by end of quarter
""",
    "PLT-N": """
= we do not patch a running line
? a window in the summer break, agreed in spring, kept by both #patch-windows
@hanna brings a list of what needs the window by end of quarter
""",
    "PLT-S": """
> head office discovers us once a year; we would like a person, not a policy
! rules arrive in English and are translated at the kitchen table
@hanna comes to Sarzana for two days by end of quarter {late 340}
""",
}

TALKS = {
    "OPS-PUR": """
==
The ten questions are asked before the contract: 38 suppliers, four said no, two of them were not taken.
> embarrassing it was after the contract; before it, it is a negotiation
! makers of machines write “remote service included” and mean a door that is always open #vendor-access
@fiona takes the sentence about doors into the standard contract by end of quarter
@hanna agrees that sentence with Legal by end of month
== moved 7
All new contracts have the sentence about doors. 14 makers of machines, 14 doors, each with a name.
! software is bought with a company card, below the limit where we are asked #shadow-it
= two sources for everything a line stops without; the second source is always the weaker one
@gerard sends the card payments to software houses of one quarter by end of month {late 60}
@hanna says which of them we know already in two weeks {late 31}
? Marketing has the same trouble with agencies as we with makers #agency-access
""",
    "OPS-LOG": """
==
Guards sign in with a card now; the password came off the wall. It cost a month of discussions.
> the card is quicker. Say that first next time
! the planners’ mailbox takes orders for slots, and 23 people answer from it #shared-mailboxes
@tobiasz sorts out who answers and who only reads by end of month
@hanna asks the service desk how sharing can show who wrote by end of month
= second yard next spring, with nobody for its network yet
== moved 3
Second yard opens this month. Declan Foyle retires; he knows every workaround.
! what Declan knows is written nowhere #single-person
@declan writes down the ten workarounds that matter by end of month {open}
! Carrowmore’s drivers photograph screens because the slip printer is slow #vendor-access
@hanna asks Facilities for a printer at gate two by friday {late 9}
= no change to the slot system until the new deputy is named #patch-windows
-- team
Nobody has been named for the deputy. Ask Patrick before Christmas, not after.
""",
    "PLT-N": """
==
After line 2: an unannounced scan of ours stopped two controllers, 140 ovens fewer.
+ nothing touches a line without a date, a name and a yes from the plant #patch-windows
@hanna sends every planned scan a week ahead by friday
@asha keeps the calendar of windows, beside the one for maintenance, in two weeks
> say it as plainly next time something is your fault
-- team
Helen took the blame in her own house for letting us in. We owe her more than a procedure.
==
Six windows given and kept, none moved by us.
! the paint line’s maker signs in at night “to look” #vendor-access
+ the maker looks when Katja opens the door
@katja closes the doors that nobody opened for a month by end of month
@hanna pays for the second card reader at the paint line by end of quarter
= the new paint line must pay for itself in two years
==
Summer break: 31 of 40 changes done in the window, nine wait for spring. #patch-windows
! agency workers share the terminals’ sign-in, 400 of them #shared-accounts #vendor-access
@helen asks the agency for names on the first day by end of quarter {late 44}
@hanna tries badges for a week on line 3 by end of month {late 55}
? the historian’s figures could warn the plant before a part fails
@hanna brings the list of the nine that wait, with their risk, by end of quarter {open}
""",
    "PLT-S": """
== missed The line stood still; Lorenzo had no hour for anybody
==
Two days on site. Walked both lines, met all three shifts, ate well.
> somebody came, stayed two days and understood the line
! cameras had their factory passwords; a neighbour found them and wrote to us
! the maker of the cooling line comes in over a telephone line of its own #vendor-access
+ the telephone line is pulled out except when Matteo calls
@hanna brings the fences Northfield has into the plan for August by end of quarter {open https://tickets.verrano.example/OT-118}
@lorenzo names somebody who speaks for the plant when he is away by end of month {open}
? rules in Italian, one page each, read by Giada first
-- team
= Lorenzo carries this alone. If he leaves, nobody speaks for the plant #single-person
""",
}
