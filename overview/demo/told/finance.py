"""What was said in talks with those who count, pay and keep the group liquid. Told as in `commercial`."""
# ruff: noqa: E501  notes are read along their lines

FIRST = {
    "FIN": """
= the books close in five days, and auditors find nothing they did not know
? security controls written like ours: described, tested, signed #access-reviews
@priya writes three of ours in that form by end of quarter
""",
    "FIN-AP": """
! fraudsters write to us every day, and they get better #fraud-calls
+ a changed bank account is called back, on the number we know, always
@priya shows real examples to the whole team by end of month
""",
    "FIN-TRS": """
= 60 million leave two screens a week; both stay in the locked room
! one of the two bank tokens lies in a drawer #single-person
@konrad puts the second token into the safe by friday
""",
    "SSC-PAY": """
= 6,000 people are paid right on the 25th, whatever happens
! changed bank accounts arrive in a mailbox that eleven people read #shared-mailboxes
@pamela sends the names of the eleven by friday
""",
}

TALKS = {
    "FIN": """
==
Access review of the ledger: 2,300 roles, and heads sign lists they cannot read.
! we sign for 400 names in an hour; that is not a control #access-reviews
? show only what changed since the last quarter #access-reviews
@priya takes it to ERP and master data by end of month
@robert tries the short list with Accounting first by end of quarter
> three controls in your form hang on our wall
== moved 1
Appetite for risk agreed: cautious, and written down why.
+ no new system of Finance starts in the last week of a month #patch-windows
! an agency that helps with the annual report still has last year’s access #agency-access #vendor-access
@giulia says who of the agency is needed this year by end of month {open}
@priya ends the access of everybody else in two weeks {open}
? spreadsheets with formulas written by an AI tool turn up in month-end work #ai-tools
-- team
Giulia decides alone and fast. Bring her one page and two options, never three.
""",
    "FIN-AP": """
==
Call-backs: 212 in a quarter, three of them false accounts. Nothing was paid.
> the hour with real examples was the best of the year
! suppliers are called back on the number in their own mail when ours is old #fraud-calls
@irina checks the numbers of the hundred largest suppliers by end of quarter {open}
= the fraud history may calm down; the work stays
==
Two attempts with the name of the chief executive, both on Friday afternoon. #fraud-calls
+ no payment outside the run on Friday after two
! invoices come into a mailbox that anybody in Finance may open #shared-mailboxes
@liam proposes who really needs the invoices mailbox by end of month
@priya has the rest taken out by end of quarter
@dorothy tells the story at the autumn meeting of Purchasing by end of quarter {drop 60 Purchasing has its own example now}
== moved 4
The invoices mailbox has nine readers, from 64.
! the scanning company signs in with one account for its whole night shift #vendor-access #shared-mailboxes
@liam asks the scanning company for names, or another way, by end of month {late 27}
@priya helps with the wording for the contract by friday
? a tool that reads invoices by itself; Samuel has seen two demonstrations #ai-tools
= month-end first, tools later
""",
    "FIN-TRS": """
==
Strict is good, and it is tested: nobody entered the room without a second person in six months.
! the bank’s new app wants a private telephone #second-factor
+ no private telephone in the room; the bank gives tokens or loses the account
@konrad says so to the bank by friday
@priya checks the token in our laboratory in two weeks
==
After the cloned voice: 2.4 million, and the second pair of eyes asked the right question. #fraud-calls
+ a word that only the two of them know, changed each month
> tell it to everybody. It was not shame, it was training
@konrad tells the story himself at the finance day by end of quarter
@priya records a short version, without figures, by end of month
! who stands in when both are away? #single-person
@delphine learns the second signature until the summer by end of quarter {late 70}
-- team
Konrad would speak in front of the committee. Keep that for the day we need it.
""",
    "SSC-PAY": """
==
The mailbox has four readers now. Changed accounts are called back: a day a month, and worth it.
! people write from private addresses, and we cannot know them #fraud-calls
? changes in the staff portal instead of by mail
@pamela counts for a month how many come by mail by end of quarter
@priya finds out with HR systems what the portal could do by end of month
==
Talk before the new payroll system. Starts after the summer, with a test month beside the old one.
= the 25th is the 25th; no system starts in that week #patch-windows
! the vendor wants an open door for three months “to help” #vendor-access
+ the vendor gets a door per day, opened by Tunde, closed at six
@priya writes the door into the plan with Plant systems’ example by friday
@tunde names the two people of the vendor by end of month
! people from the old vendor still had the key after they had left #leavers
@glenys tries the call-back with the new screens by end of quarter {late 55}
""",
}
