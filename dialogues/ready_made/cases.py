"""Cases to talk through: what happened somewhere and could happen here."""

from dialogues.choices import ScenarioKind
from dialogues.ready_made.shapes import Case
from units.choices import AssetKind as Asset

_CASE = ScenarioKind.CASE

CASES = (
    Case(
        "The freelancer who still had the key",
        _CASE,
        15,
        "A designer worked for us for two years through an agency. In March the agency let her go; nobody "
        "told us, because nobody had to. In June she opens her laptop to look for an old portfolio and "
        "finds that she can still see the shared folder: next autumn’s campaign, price lists, four hundred "
        "customer addresses from a raffle. She writes to tell us. She could have written to somebody else.",
        "Who would have noticed, and when?\nHow many people are in that position with you today?\nWhat "
        "would have to happen at the agency, and what here, so that the folder closes on her last day?",
        "access",
        (Asset.SUPPLIER, Asset.DATA),
        themes=("vendor-access", "leavers"),
    ),
    Case(
        "The laptop on the 17:52",
        _CASE,
        10,
        "On the way home somebody leaves a bag on the train. In it are a laptop, a notebook with names and "
        "sums, and a lanyard with a badge. She notices at the station, rings the railway, and decides to "
        "wait for the morning: the bag has always turned up before. It turns up nine days later, without "
        "the laptop.",
        "At which moment would you have wanted to know?\nWhat would have made it easy to ring at "
        "18:10?\nWhich of the three things in the bag worries you most?",
        "tell",
        (Asset.DATA, Asset.PEOPLE),
        themes=("travel", "remote-work"),
    ),
    Case(
        "The useful tool that nobody had asked for",
        _CASE,
        15,
        "A team finds a service that writes minutes of meetings by listening in. It saves each of them two "
        "hours a week, and word gets round. Half a year later somebody reads the terms: recordings are "
        "kept, and may be used to improve the service. By then it has listened to salary talks, to two "
        "meetings with a bank, and to the one in which a supplier’s failure was discussed.",
        "Who ought to have been asked, and would they have answered within a week?\nWhich tools of this "
        "kind are in use with you?\nWhich meetings should never have a third listener?",
        "sharing",
        (Asset.DATA,),
        themes=("ai-tools",),
    ),
    Case(
        "One sign-in for the whole shift",
        _CASE,
        10,
        "The terminal by the line takes four minutes to sign in. So the first one in the morning signs in "
        "and it stays open until night. In autumn a setting is changed and a day’s output has to be "
        "scrapped. The system knows exactly who did it: the man who was on holiday by then.",
        "What would have to be true for everybody to sign in for themselves?\nWhere else does one account "
        "serve many?\nWhat does it cost those people that nobody can tell who it was?",
        "friction",
        (Asset.SYSTEM, Asset.FACILITY),
        themes=("shared-accounts",),
    ),
    Case(
        "The list that went to everybody",
        _CASE,
        10,
        "A spreadsheet with names, absences and reasons goes to the wrong distribution list: two hundred "
        "people instead of three. The sender sees it after a minute, recalls the message, and tells her "
        "head. The head says to say nothing and hope. Eighty people have opened it.",
        "What should the head have said?\nWho has to be told, and does a clock run?\nWhat kept that list "
        "in an attachment in the first place?",
        "tell",
        (Asset.DATA, Asset.PEOPLE),
        themes=("personal-data",),
    ),
    Case(
        "The only one who knew",
        _CASE,
        15,
        "For nineteen years one colleague has kept the interface between two systems alive. He is asked "
        "each quarter to write it down and each quarter something is on fire. On a Tuesday he does not "
        "come to work, and will not come for months. On the Thursday the interface stops.",
        "Who is that person with you?\nWhat would you do on the Thursday?\nWhat could he hand over in an "
        "afternoon that covers most of what is needed?",
        "carry_on",
        (Asset.PEOPLE, Asset.SYSTEM),
        themes=("key-people",),
    ),
    Case(
        "The update that stopped the line",
        _CASE,
        15,
        "A serious hole is published on Monday; an update is there the same evening. It is put in "
        "everywhere within a day, as agreed. On Wednesday four labelling machines refuse to print, because "
        "their software leans on the old behaviour. A day’s deliveries stay in the yard. Next month there "
        "is another serious hole, and now nobody wants to be first.",
        "Who should have been asked on Monday evening?\nWhich systems need a trial before, and who makes "
        "it?\nWhat would you accept, for how long, instead of the update?",
        "decide",
        (Asset.SYSTEM, Asset.FACILITY),
        themes=("updates",),
    ),
    Case(
        "Half the year in one spreadsheet",
        _CASE,
        10,
        "The forecast lives in a file with forty sheets and a first name in its title. One formula has "
        "pointed at the wrong row since February. Nobody meant harm, nothing was broken into; the board "
        "decided on it twice.",
        "Which file of yours carries that much weight?\nWho else could check it, and how long would it "
        "take them?\nWhat would tell you that it had been changed?",
        "value",
        (Asset.DATA,),
        themes=("spreadsheets",),
    ),
)
