"""Portraits of those who run the house, of subsidiaries, shared services and partners."""

from overview.demo.portraits import portrait

BACKBONE = (
    portrait(
        "VG", "543", "ch",
        "Stay independent: grow 4 % a year, pay the family and the pension fund, and keep both plants full.",
        "The board wants one page and a straight answer: are we better than last year, and where not?",
    ),
    portrait(
        "FIN", "432", "ah",
        "Close the books in five days and never surprise the auditors.",
        "Controls are our trade. We would like yours to look like ours: described, tested, signed.",
    ),
    portrait(
        "FIN-ACC", "321", "ah",
        "A clean month-end on the fifth working day, twelve times a year.",
        "Please no changes in the last week of a month.",
    ),
    portrait(
        "FIN-AP", "343", "ah",
        "Pay 14,000 invoices a month, once each, to the right account.",
        "We are who the fraudsters write to. The training with real examples was the best hour of the year.",
    ),
    portrait(
        "FIN-TRS", "542", "as",
        "Keep the group liquid every morning at nine: 60 million leave these two screens a week.",
        "Strict is good. A payment that waits an hour is cheaper than one that went wrong.",
    ),
    portrait(
        "FIN-CTL", "321", "ch",
        "Numbers that managers believe, on one page.",
        "Everybody mails us spreadsheets with salaries. It is not our idea.",
    ),
    portrait(
        "IT", "543", "bh",
        "Run 140 applications for 6,000 people at 2.1 % of revenue and get the old data centre empty.",
        "We agree on nearly everything and compete for the same weekends.",
    ),
    portrait(
        "IT-INF", "543", "bh",
        "Empty the data centre in Northfield by next summer; four nines for what sells and what produces.",
        "Findings come as lists of thousands. Tell us the twenty that matter.",
    ),
    portrait(
        "IT-SRV", "333", "ch",
        "Have people working again within half an hour.",
        "We reset 60 passwords a day. We are also the easiest way in, and nobody trains us for that.",
    ),
    portrait(
        "IT-HDS", "221", "bs",
        "Somebody who speaks Italian and knows the plant.",
        "Things get fixed because we know people.",
    ),
    portrait(
        "IT-APP", "432", "bh",
        "Business processes on standard software, with as little of our own as possible.",
        "Put security into the purchase and we will buy it. After go-live there is no money.",
    ),
    portrait(
        "IT-ERP", "531", "ah",
        "One system of record for orders, stock and ledger; the move to the new release takes until autumn.",
        "Access reviews eat a week a quarter. Worth it, but please shorten the lists.",
    ),
    portrait(
        "IT-DWH", "332", "or",
        "Answers within a day instead of a quarter.",
        "Everyone may ask for any table, and we deliver. That cannot be right.",
    ),
    portrait(
        "IT-OT", "442", "as",
        "Controllers, historians and the network between them, in both plants, with nine people a site.",
        "Machines live for thirty years, patches for three. We need fences, not updates.",
    ),
    portrait(
        "COR", "321", "ch",
        "Good services for the group at a cost nobody complains about.",
    ),
    portrait(
        "COR-HR", "341", "ch",
        "Fill 500 positions a year and keep the people who make the difference.",
        "Sensitive data is our daily bread. We would rather be asked than told.",
    ),
    portrait("COR-REC", "24-", "or", "Offers signed within thirty days of the first mail."),
    portrait(
        "COR-LEG", "321", "ah",
        "Contracts that hold and a company that stays out of court.",
        "Bring us in before the breach, not after.",
    ),
    portrait(
        "COR-DPO", "321", "ah",
        "No surprises for customers, staff or the authority.",
        "Our closest relatives. Two assessments of the same tool should be one.",
    ),
    portrait("COR-COM", "33-", "bh", "One voice in eleven countries, and a straight one on a bad day."),
    portrait(
        "COR-FAC", "222", "cs",
        "Safe, warm and open buildings; gates, keys and cameras at nine sites.",
        "We guard the doors and nobody tells us when somebody leaves the company.",
    ),
    portrait(
        "COR-STR", "421", "ch",
        "Two acquisitions by 2028, found early and bought well.",
        "Discretion is everything. Fewer systems, fewer copies.",
    ),
    portrait(
        "SUB-IB", "332", "bh",
        "Number two in Spain and Portugal, with a warehouse of its own and a service people recommend.",
        "Rules arrive in English, late, and written for a company five times our size.",
    ),
    portrait("IB-SAL", "2--", "b-", "Win the kitchen studios south of the Ebro."),
    portrait(
        "SUB-DE", "331", "ch",
        "Kitchens are bought in studios here: be in 1,400 of them.",
        "Works council first, then security, then roll-out. In this order it works.",
    ),
    portrait(
        "SUB-FS", "543", "ar",
        "Instalments at the till and in the shop, approved in eleven seconds, at 1.9 % losses.",
        "The supervisor asks us everything you ask us, in other words. One answer should do for both.",
    ),
    portrait(
        "SSC-PAY", "432", "ah",
        "6,000 people paid right on the 25th.",
        "Every changed bank account is called back. It costs us a day a month and is worth it.",
    ),
    portrait("SSC-TRV", "13-", "bh", "Trips booked and paid back within a week."),
    portrait("SSC-DOC", "11-", "-s", "Letters, labels, manuals."),
    portrait(
        "EXT-HEL", "542", "cr",
        "Hosts the shop, the device cloud and Verrano Pay; contract until 2028, notice twelve months.",
        "Answers every question with a certificate. The people on the phone are better than the paper.",
    ),
    portrait(
        "EXT-CAR", "432", "bs",
        "Every third delivery to a home, in seven countries.",
        "Interested in exactly one thing: that our slot system talks to theirs.",
    ),
    portrait(
        "EXT-CAL", "343", "-r",
        "Takes calls in the evening and at weekends, from Tirana and Valletta.",
        "Wants clear scripts. High turnover: half of the agents are new every year.",
    ),
)  # fmt: skip
