"""What was said in leadership briefings and where several departments sat at one table. Told as in `commercial`;
`@@ CODE` says to whom the lines below it belong."""

FIRST = {
    "VG": """
> one page and a straight answer: are we better than last year, and where not?
= stay independent, and keep both plants full
@ingrid brings the first page by end of quarter
""",
}

TALKS = {
    "VG": """
==
First page: six figures, three of them better than last year, one worse.
> shorter, please, and say what you need from us
! nobody knew that one supplier carries the shop, the ovens and the instalments
@ingrid shows what stands and falls with that supplier by end of quarter
== moved 1
What stands and falls with Helio: shop, device cloud, Verrano Pay.
+ the second region is tested every quarter, and the minutes are on the page
= no purchase of a company without a look at its mail first
@edmund puts that look into the list for purchases by end of quarter
@ingrid names who goes and looks by end of month
==
Talk with the executive committee. The map was better than the page.
+ balanced, where a fall is soft; cautious, where people or money can be hurt
> the straight answer came on line one. Thank you
! two members asked for a private AI tool for papers of the board #ai-tools
@ingrid says which tool may read papers of the board by end of month {late 25}
==
Third page of this kind; Sarzana and leavers are named as what is not better yet. #leavers
+ leavers: one figure for the whole group, from HR, on the next page
= the weeks before Christmas first, everything else after them
@ingrid brings the figure for leavers, with a year’s line, by end of quarter {open}
@edmund finds half an hour for the exercise of the committee by end of quarter {late 70}
-- team
! Two members think the plants are overdone. Frederik is one. Helen should tell it, not we.
""",
    "LEAVERS": """
==
HR, Service desk, Facilities at one table for the first time. 41 people left last month; we followed three of them.
@@ COR-HR
! the last day is known in four systems, on four different days #leavers
+ the personnel system counts; everybody else reads from it
@janet sends last days each Monday, for a start as a list, by friday
@@ IT-SRV
! accounts stay open for eleven days on average #leavers
@tamsin closes accounts from the Monday list by end of month
@@ COR-FAC
! cards stay good for ever; 214 of them #leavers
@carys closes the cards from the same list by end of month {late 150}
@priya counts again in a quarter by end of quarter
==
Counted again: two days instead of eleven.
@@ COR-HR
> this is the meeting I would have wanted five years ago
? last days flow by themselves from the new system; no list, no Monday #leavers
@janet writes down what the system can send by end of quarter {open}
@@ IT-SRV
= agency people are not in the personnel system at all #leavers #agency-access
@jerome shows how they are known today by end of month {late 35}
@@ COR-FAC
+ a card ends on the last day, unless somebody asks for longer
@priya asks Purchasing who keeps the contracts of agency people by end of month {late 63}
""",
}
