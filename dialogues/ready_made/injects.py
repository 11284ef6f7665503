"""Injects for an exercise at the table: something arrives, a clock runs, and the room says what it does."""

from dialogues.choices import ScenarioKind
from dialogues.ready_made.shapes import Case
from units.choices import AssetKind as Asset
from units.choices import Kind

_INJECT = ScenarioKind.INJECT

INJECTS = (
    Case(
        "The invoice with a new account number",
        _INJECT,
        15,
        "It is Thursday, 15:10. A supplier of many years writes, in the middle of a real exchange of "
        "messages, that their bank has changed. The new number is in the letterhead. Payment of 184,000 is "
        "due tomorrow, and they ask you to confirm today so that delivery is not held up.\n\nAfter five "
        "minutes: the person who knows the supplier best is on leave.\nAfter ten: the supplier’s number in "
        "the message is answered by a friendly voice that confirms everything.",
        "Who decides, and on what?\nWhere does the number come from that you ring?\nWhat would you do if "
        "the payment had gone out this morning?",
        "suppliers",
        (Asset.SUPPLIER,),
        themes=("payment-fraud",),
    ),
    Case(
        "A call in a familiar voice",
        _INJECT,
        10,
        "The telephone rings. It is, by every sound, your managing director, in a taxi, in a hurry, and in "
        "the middle of a purchase nobody may hear about. You are to prepare a transfer; papers follow "
        "tonight.\n\nAfter three minutes the voice becomes impatient and mentions your last project by "
        "name.",
        "What do you say?\nWhich rule would you lean on, and does the managing director know it?\nWhom do "
        "you tell afterwards, also if the call was real?",
        "tell",
        (Asset.PEOPLE,),
        themes=("payment-fraud",),
    ),
    Case(
        "Friday, 16:40: nothing opens",
        _INJECT,
        25,
        "Files on the shared drive have new names and do not open. Somebody posts a photograph of the "
        "screen in a chat with sixty people.\n\nAfter five minutes: it is now three departments.\nAfter "
        "ten: IT asks whether it may switch off the file service for the whole house, at once.\nAfter "
        "twenty: a note with a sum and a date turns up, and a journalist rings the press office.",
        "Who may say yes to switching off?\nWhat do you need until Monday that you no longer have?\nWho "
        "speaks to staff, to customers, to the journalist, and who to none of them?",
        "call",
        (Asset.DATA, Asset.SYSTEM),
        themes=("ransomware",),
    ),
    Case(
        "The partner who went quiet",
        _INJECT,
        20,
        "A service you use every day answers slowly on Monday and not at all on Tuesday. The maker’s "
        "status page is green. Their hotline plays music. In a forum somebody writes that they were broken "
        "into.\n\nAfter ten minutes: a message from the maker, without details, asks all customers to "
        "change their passwords, and the page to do so cannot be reached.",
        "What of ours lies with them, and what can they reach here?\nDo we cut the line, and who "
        "decides?\nHow long can you do without, and what is the other way?",
        "suppliers",
        (Asset.SUPPLIER, Asset.SYSTEM),
        (Kind.SHARED_SERVICE, Kind.EXTERNAL_PARTNER),
        ("vendor-access",),
    ),
    Case(
        "Visitors with a clipboard",
        _INJECT,
        10,
        "Two people in work clothes are at reception: the yearly check of the fire doors. They are polite, "
        "know the name of the caretaker and are a day early. The caretaker does not pick up.\n\nAfter five "
        "minutes somebody from the third floor, who is on the way in anyway, holds the door for them.",
        "Who would speak to them, and what would they say?\nWhat could they reach within ten "
        "minutes?\nWhat would make it easy to ask a stranger for a name?",
        "access",
        (Asset.FACILITY, Asset.PEOPLE),
        themes=("site-access",),
    ),
    Case(
        "A post at nine in the evening",
        _INJECT,
        15,
        "Saturday, 21:04. Our account, with its hundred thousand followers, announces a recall of a "
        "product. It is not true. By 21:20 it has been passed on two thousand times.\n\nAfter five "
        "minutes: the password no longer works.\nAfter ten: a competitor’s customer service is offering "
        "help in the comments.",
        "Who sees it first, and whom does that person ring?\nWho can get the account back, and what does "
        "the provider want to see as proof?\nWhat do we say, where, in whose name?",
        "call",
        (Asset.SYSTEM, Asset.PEOPLE),
        themes=("social-media", "shared-accounts"),
    ),
    Case(
        "The customer who knew first",
        _INJECT,
        15,
        "A customer rings the service line. Somebody has offered them a list for sale, and their own order "
        "from last week is on it. They would like to know what we are doing about it, and they would like "
        "to know today.\n\nAfter five minutes: the customer sends ten lines of the list. They are right.",
        "Who takes this call, and to whom does it go next?\nWhat may be said to the customer today?\nWhich "
        "clocks began to run with that call?",
        "call",
        (Asset.DATA,),
        themes=("personal-data",),
    ),
    Case(
        "The building is closed",
        _INJECT,
        20,
        "Tuesday, 06:30. A water main has burst; the ground floor and the technical room under it are "
        "flooded. Nobody may go in before Thursday, the fire service says, perhaps Friday.\n\nAfter five "
        "minutes: the telephone system was in that room.\nAfter fifteen: payday is on Thursday, and a "
        "customer’s audit would have been tomorrow.",
        "How do you reach your people, without the lists that lie inside?\nWhat must happen before Friday, "
        "and from where?\nWho tells the customer, and what do we offer instead?",
        "carry_on",
        (Asset.FACILITY, Asset.PEOPLE),
        (Kind.DIVISION, Kind.SUBSIDIARY),
    ),
)
