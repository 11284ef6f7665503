"""What was said in talks with people, law and buildings. Told as in `commercial`."""

FIRST = {
    "COR-HR": """
> sensitive data is our daily bread; we would rather be asked than told
! managers learn on the last day that somebody leaves, we learn it from them #leavers
@sofia shows how a leaver becomes known today by end of month
""",
    "COR-LEG": """
> bring us in before the breach, not after
+ Legal hears of a serious incident within two hours
@priya puts Legal on the call list by friday
""",
    "COR-FAC": """
! we guard the doors, and nobody tells us when somebody leaves the company #leavers
@beatriz sends the number of cards that were never taken back by end of month {late 90}
""",
}

TALKS = {
    "COR-HR": """
== moved 5
Recruiting tool showed applications to other applicants: twelve people, reported in 48 hours.
> Data protection and you asked the same questions in two forms
+ one form for both, whoever comes first
@priya joins the two forms with Data protection by end of quarter {open}
! last days are known in four systems, and they differ #leavers
@janet chooses the one that counts by end of month
==
Files leave the basement: a third is scanned, the scanning company works in our building.
! the scanning company’s people change each week #vendor-access
@janet keeps a list at the door by friday
? last days from the new personnel system, to everybody who closes something #leavers
@priya brings Service desk, Facilities and HR to one table by end of month
= works council sees everything that names a person first
==
After the joint session on leavers: a leaver is known in all four places in two days, from eleven.
> people notice; three managers thanked us
! recruiters want a tool that sorts applications by itself #ai-tools
+ no tool decides on people; it may sort what a person then reads
@imogen collects which such tools are in use already by end of month {late 41}
@priya writes what must be asked of such a tool in two weeks {late 18}
= new personnel system: first full quarter, every report is checked twice
-- team
Sofía asked who else sees her notes. Answered: nobody outside the team. Keep it so.
""",
    "COR-LEG": """
==
The call list works: Legal knew of Helio’s outage after fifty minutes.
! contracts promise customers that we tell them within 24 hours; nobody counted which ones
@nils counts them by end of quarter
@priya tells Nils what we can promise by end of month
? one page on who tells whom, for the first night
== moved 2
New contract templates: 17 customers have the 24 hours, two have twelve.
+ no new contract with less than 48 hours
! lawyers let an AI tool shorten contracts; two drafts were confidential #ai-tools
@harriet asks everybody in Legal what they use by end of month
@priya offers a tool that keeps drafts inside by end of quarter {open}
! a law firm keeps our papers in a room of its own that never closes #vendor-access
@nils agrees an end date with the firm by end of quarter {late 80}
""",
    "COR-FAC": """
==
First talk with Niall Garrity; Beatriz was there for the first half.
= nine sites, one control room, a budget for two new gates
! 214 cards of people who left were still good; 190 are closed since last week #leavers
! cleaners’ and caterers’ cards open more than anybody remembers #vendor-access
@niall sends the list of doors those cards open by end of month {proposed}
@priya has Niall named, so that he may change his own record, by friday {open}
+ the control room calls the duty desk first, then Facilities
? cameras: one list with makers and ages, after Sarzana
""",
    "COR-STR": """
==
In person, at the end of a day, without a screen.
+ one room for the papers of a purchase, one list of who may enter, none of it by mail
@ingrid looks at the mail of a company before it is bought, not in the week after, by end of quarter
= two purchases by 2028
""",
}
