"""What was said in talks with those who advertise, sell and answer the telephone.

A talk begins with `==`, oldest first; what stands on that line happened to it (`overview.demo.telling`). Lines below
`-- team` are for the team. What became of a promise stands in braces and is not written down.
"""

FIRST = {
    "MKT": """
! answers to a new tool take longer than the campaign it is for #tool-approvals
= the weeks before Christmas and the spring campaign carry the year
@tomas sends the list of tools that are allowed without asking by end of quarter
""",
    "MKT-DIG": """
! the tracking tool was blocked a week before launch, nobody had warned us #tool-approvals
@isolde sends the names of all tags on the German site by end of month
""",
    "SAL": """
! security questionnaires of customers wait three weeks for an answer #customer-questionnaires
@tomas finds out who answers them today, and how often by end of month
""",
    "ECM": """
= nothing changes in the shop between the middle of November and Christmas #patch-windows
? testers who stay with the team for a sprint instead of coming once a year
@mei shows the plan of the next four sprints by friday
""",
    "CSV": """
! agents do not know what to do when a caller is not who they say #fraud-calls
@rachel asks three agents to tell what they heard last month in two weeks
""",
    "CSV-CC": """
! three systems to sign in to before the first call can be taken
= every second of it is a customer waiting
@tomas looks at one sign-in for all three with the service desk by end of quarter {late 210}
""",
}

TALKS = {
    "MKT": """
==
Spring campaign starts in eight weeks, with two agencies and a new landing-page tool.
! the list of allowed tools is still not there; Nadia keeps a private one #tool-approvals
+ every new tool is shown to us before the contract, not after
@tomas sends the first twenty tools, with a yes or a no, in two weeks {late 19}
@nadia sends her private list as a start by friday
> the half hour with the agencies was worth it; do it again before autumn
-- team
Clara defends us in public and pays for it inside. The list is owed for months; bring it in person.
==
Spring campaign went out on its day. No tool was blocked, two were changed beforehand.
> twenty tools on one page: this is what we meant
! Studio Paprika keeps working in our folders after its contract ended #agency-access
= loyalty club: 412,000 households, and the plan says 600,000
@tomas closes the old folders of Studio Paprika by friday
@clara names one person who knows every agency by end of month
! agencies ask for accounts by mail, the form has four pages #agency-access
@tomas writes a shorter access form for agencies by end of quarter {open https://tickets.verrano.example/SEC-2214}
? a short page for agencies: how we work together safely #agency-access
-- team
! Kwame buys tools on his own card; Clara knows and does not want it on paper #shadow-it
== moved 2
Clara brought two tools before buying them. One is fine, one keeps everything outside Europe.
+ the second tool is not bought; Nadia looks for another
> the form for agencies still has four pages
@nadia asks the agencies who may send newsletters by end of month {late 84}
Autumn: two people leave, both had the keys to the social accounts. #leavers
@jasper moves the social accounts to a team sign-in in two weeks
==
Plan for the coming year talked through. Two campaigns carry most of it: spring and the weeks before Christmas.
= 600,000 households in the loyalty club by next summer
! nobody tells us when a person at an agency leaves #agency-access #leavers
! the press team tries AI tools for pictures, with public material only so far #ai-tools
@tomas says which trackers the new site may use by end of quarter {open}
@nadia brings the list of agencies, with the people of each, by end of quarter {open}
@clara names a stand-in for Jasper in the peak weeks by end of quarter {open}
@tomas comes to the agency day with ten minutes and no slides in two weeks {drop 21 The agency day was called off}
> the form, please
-- team
The access form is the one thing she mentions to others. Tomas promised it twice.
""",
    "MKT-DIG": """
==
Isolde checks consent and tags before each launch now, half a day a week.
> a check before the launch is fine; a check in launch week is not
! three browser extensions see every page our editors open #shadow-it
@isolde sends the names of the three extensions by friday
@tomas says which of them may stay in two weeks
? the same tag list for all eleven countries
-- team
Kwame still says we cost him the autumn launch. Do not argue; show him the tag list.
==
After the consent fault on two landing pages: the banner did not load in one browser for eleven days.
! our test looks at one browser only, customers use four
+ no landing page goes out without the check in all four browsers
= until Christmas a page a day goes out; the check must take minutes, not days
@kwame puts the check into the launch list by end of month {open}
@tomas offers the automatic check the shop uses by end of month {open https://tickets.verrano.example/SEC-2391}
! freelancers edit pages with accounts that were shared by mail #agency-access #vendor-access
""",
    "SAL": """
==
Martin Geller’s last talk. 31 questionnaires in a quarter, the longest with 340 questions.
! nobody outside two people can answer them #customer-questionnaires #single-person
@martin gives us the ten most frequent questions before the end of month
? one library of answers, kept by Sales, checked by us #customer-questionnaires
@tomas drafts the first fifty answers by end of quarter
-- team
Martin goes in summer and has not told everybody. Nothing depends on him but the two people below.
==
First talk with Oliver Brandt. He knows libraries of answers from his last company.
> a library of answers would win more deals than another discount
= kitchen studios: forty new contracts this year
! laptops of people who left were still at home after two months #leavers
@catriona takes over the library of answers until a tender manager is found by end of month
@tomas gives Catriona the fifty answers and an hour by friday
==
The library has 120 answers; an answer takes four days instead of three weeks.
> two chains said it in the negotiation: you answer faster than your competitors
! one chain wants to look into our systems through a portal of its own #vendor-access
@tomas reads the terms of that portal by end of quarter {late 48}
@oliver asks the chain what it wants to see, in one page, by end of month {late 50}
= Hugo is the only one who can do it; Catriona learns it until spring #single-person
""",
    "ECM": """
==
Limits against bots stay on. They were switched off for the limited series and nobody switched them on again.
+ what is switched off for a sale has a name and an end
@dominic writes the end of each exception into the release list in two weeks
! testers come once a year and find the same three things
@tomas asks for testers inside the sprint by end of quarter {open}
= the discount code gets out every November; the shop must survive it
==
After the outage at Helio: five hours, and the second region did not start.
! nobody had ever tried the second region #backup-tests
+ we do not believe a second region we have not seen
@tomas brings Infrastructure and Helio to one table in two weeks
@mei writes down what five hours cost, for the committee, by friday
> the call list worked: everybody on the telephone within nine minutes
-- team
= Mei would lead the second-region work herself; say so to Anders before he names somebody else
==
Second region tried twice, last time with forty minutes.
= freeze from the middle of November; only what earns money or repairs goes out #patch-windows
! patches of the shop engine wait for the same two people in Web platforms #single-person
@callum agrees with Web platforms who patches during the freeze by end of month
@tomas asks Checkout for the figures of card testing each week in two weeks
? the payment provider offers its own alarm for card testing, for nothing
""",
    "CSV": """
==
The script for doubtful callers is at every desk. Nine doubtful calls reported last month, none the month before.
> agents say: for the first time somebody says what I may refuse
! the mailbox for complaints has 41 readers, six of them left #shared-mailboxes #leavers
@stuart halves the readers of the complaints mailbox by end of month
@tomas gives Stuart the list of readers by friday
==
Yearly talk with Rachel Adeyemi.
> the script works. Now the same for the chat, please
= ninety more agents for the peak, from an agency, for ten weeks
! accounts for ninety people are made by copying one that exists #vendor-access
@tomas writes a chat script with Abena by end of quarter {open}
@rachel tells us the last day of each of the ninety by end of month {proposed}
? the chat suggests answers by itself soon; which of our data may it read? #ai-tools
""",
    "CSV-CC": """
==
Callisto takes the evenings. 380 households were sold by one of its agents; he is gone.
! one search shows forty households at once #vendor-access
+ a search shows one household; who needs more says why
@moira tries the new search with ten agents in two weeks
@tomas asks Callisto who may search from tomorrow on by friday
> please do not make everybody pay for one thief
==
The new search has been in use for a month; calls take four seconds longer.
! half of Callisto’s agents are new each year and learn from each other #vendor-access
@abena trains Callisto’s trainer before the peak in two weeks {late 12}
@tomas measures the sign-in with a card reader, once more, by end of month {open}
! agents paste conversations into a free AI tool to shorten them #ai-tools
= nothing that makes a call longer before January
-- team
Moira is close to saying yes to the card reader. One good week of figures will do.
""",
}
