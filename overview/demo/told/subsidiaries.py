"""What was said in talks with the companies of the group. Told as in `commercial`."""

FIRST = {
    "SUB-IB": """
! rules arrive in English, late, and written for a company five times our size
@ingrid sends drafts a month earlier, to Marisol, by end of month
""",
    "SUB-DE": """
+ works council first, then security, then roll-out
@anke keeps the list of what the council has seen by end of quarter
""",
    "SUB-FS": """
? the supervisor asks what you ask, in other words; one answer should do for both
@patience sends the supervisor’s list by friday
""",
}

TALKS = {
    "SUB-IB": """
==
Marisol reads drafts a month ahead now; two came back shorter than they went.
> for the first time a rule fits a warehouse with forty people
! the kitchen studios share one sign-in to the price lists #shared-accounts
@esteban proposes who needs it by end of quarter
@ingrid asks Retail partners how they do it by end of month
? a meeting in Spanish, without slides
== moved 1
In Spanish, without slides, two hours.
! translations are made with a free AI tool, contracts too #ai-tools
! Lisbon bought a stock system of its own; it is good, and nobody knew #shadow-it
+ the stock system stays until its contract ends, with two changes
@marisol makes the two changes with the maker by end of quarter {late 66}
@ingrid finds a translation tool that may read contracts by end of month {open}
= the new warehouse opens in spring; doors and network in one plan
""",
    "SUB-DE": """
== moved 6
With the works council and the managing director. One evening, one table.
+ balanced is the word for our appetite; cautious where people are measured
! the office mailbox has everything: applications, invoices, complaints #shared-mailboxes
@sabine splits the office mailbox in three by end of quarter
@ingrid comes to the works council before the next tool, not after, by end of quarter
==
The office mailbox is three now; applications are read by two people.
> the council asked for your paper to show it to others
! studios ask for certificates we do not have, and wait #customer-questionnaires
@ingrid opens the library of answers of Sales for Cologne by end of month {late 40}
= 1,400 studios; each asks once a year
! Swiss colleagues use a chat of their own with dealers #shadow-it
@reto says what the chat is used for by end of month {late 45}
""",
    "SUB-NO": """
==
First full talk, six months after the purchase.
! three mailboxes were taken over before the move; a second factor was missing #second-factor
+ everybody has a second factor by the end of the move
> we were small and everybody knew everybody. Help us to be careful without being slow
@solveig makes a list of who has what in Denmark by end of month
@ingrid sends two people to Oslo for a week by end of quarter
! people who left before the purchase still read the dealers’ mailbox #leavers #shared-mailboxes
==
All 128 have a second factor. #second-factor
> the week with your two people did it; nobody felt tested
= Verrano’s appliances in 300 showrooms by summer
! Denmark’s dealers send orders by private mail #shadow-it
@henrik tries the dealer portal with five of them by end of month
@eirik closes the dealers’ mailbox by end of quarter {late 78}
@ingrid agrees with Infrastructure when mail moves to the group by end of month {open}
-- team
Eirik asks how, no longer why. Ask him to tell it to Iberia.
""",
    "SUB-FS": """
==
Register of suppliers handed to the supervisor; it asked one question.
+ one sheet of answers for the supervisor and for us
@patience keeps the sheet, with the date beside each answer, by end of month
! Helio’s second region decides whether we can approve at all #backup-tests
@ingrid brings Verrano Pay into the quarterly test by end of quarter
= 1.9 % losses; fraud is a figure here, not a feeling
==
Quarterly test: switched over in 52 minutes, and back. #backup-tests
> the first test in which nobody was pretending
! analysts ask an AI tool about credit models; nothing with names, so far #ai-tools
+ models are asked about inside, in the tool the bank runs itself
@toby writes that into the risk rules by end of quarter {late 85}
@ingrid shows the rule to Legal before it holds by end of month
! partners’ shops send us questionnaires of their own, forty pages each #customer-questionnaires
? the library of answers of Sales, with our chapter in it #customer-questionnaires
""",
}
