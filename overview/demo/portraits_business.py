"""Portraits of those who design, make, sell and repair."""

from overview.demo.portraits import portrait

BUSINESS = (
    portrait(
        "COM", "432", "bh",
        "Grow from appliances sold once to customers who stay: 30 % of revenue from direct customers by next year.",
        "A condition of trust with the big chains. Should not decide when a campaign starts.",
    ),
    portrait(
        "MKT", "443", "bh",
        "Make Verrano the first name people think of for a kitchen, and bring 400,000 households into the loyalty "
        "club. Two campaigns a year carry most of it: spring and the weeks before Christmas.",
        "We want to do it right, but answers come late. Approvals for a new tool take longer than the campaign "
        "it is for. Tell us early what would be a no.",
    ),
    portrait(
        "MKT-BRD", "331", "oh",
        "Keep the brand recognisable in eleven countries and deliver campaigns on the day they were promised.",
        "Mostly invisible. We share large files with agencies and nobody ever told us the proper way.",
    ),
    portrait(
        "MKT-DIG", "352", "or",
        "Turn visits into orders: search, social media, newsletters and the tracking that tells what worked.",
        "Security blocked a tracking tool the week before launch. Since then we ask, but grudgingly.",
    ),
    portrait(
        "MKT-CRM", "442", "ch",
        "Know what customers will need next and offer it before they look elsewhere.",
        "Careful people, please tell us which data we may join; we would rather ask than explain a fine.",
    ),
    portrait(
        "SAL", "432", "bh",
        "Keep the shelf space at the four large chains and win the kitchen studios.",
        "Questionnaires from customers land on our desk and cost us deals when answers take three weeks.",
    ),
    portrait(
        "SAL-RET", "431", "bh",
        "Yearly agreements with the chains: 610 million of revenue in nine signatures.",
        "A good certificate opens doors. More forms close our calendars.",
    ),
    portrait(
        "SAL-OPS", "22-", "bh",
        "Prices, conditions and forecasts in time for every sales meeting.",
    ),
    portrait(
        "SAL-EXP", "231", "cs",
        "Get appliances across borders with the right papers.",
        "Fine as long as the customs portal keeps working.",
    ),
    portrait(
        "ECM", "553", "bh",
        "Sell directly: the shop is open around the clock and must survive the day the discount code gets out. "
        "An hour of downtime in November costs about 190,000.",
        "Part of the product. We fix what the testers find within the sprint and want them back sooner.",
    ),
    portrait(
        "ECM-CHK", "543", "ch",
        "Let customers pay the way they like without losing one in ten on the way.",
        "The one place where nobody argues. We only wish the rules for the payment page changed less often.",
    ),
    portrait(
        "CSV", "342", "ch",
        "Answer within a minute, solve it on the first call, and come out within two days if it cannot be solved.",
        "Agents are told to be helpful; please help them with what to do when a caller is not who they say.",
    ),
    portrait(
        "CSV-CC", "343", "cr",
        "Take 9,000 calls and chats a day without letting anybody wait.",
        "Passwords, tokens, three systems to sign in to. Every second of it is a customer waiting.",
    ),
    portrait(
        "CSV-FLD", "23-", "bs",
        "One visit, right part, working oven.",
        "The tablet locks itself while our hands are in the machine.",
    ),
    portrait(
        "OPS", "543", "cs",
        "Deliver 1.9 million appliances a year on time, with fewer people hurt and less energy every year.",
        "Availability is safety here. Tell us what you will do before you do it.",
    ),
    portrait(
        "OPS-PUR", "332", "ch",
        "Keep 640 suppliers delivering, with two sources for everything a line stops without.",
        "Supplier checks are fine when they come before the contract. After it they are only embarrassing.",
    ),
    portrait("OPS-QUA", "31-", "as", "Find the fault before the customer does."),
    portrait(
        "OPS-LOG", "432", "bs",
        "Right appliance, right place, right morning: 6,500 deliveries a day with our own fleet and Carrowmore.",
        "When the slot system is down, forty lorries stand in the yard. Everything else is second.",
    ),
    portrait(
        "OPS-WH", "432", "bs",
        "Turn the stock eleven times a year without losing a pallet.",
        "Scanners on the old wireless network are our weak spot and we know it.",
    ),
    portrait(
        "PLT-N", "543", "as",
        "Ovens and hobs, three shifts, 4,100 a day; the new paint line has to pay for itself in two years.",
        "We do not patch a running line. Give us a window in the summer break and we are with you.",
    ),
    portrait(
        "PLT-N-MNT", "333", "as",
        "Keep every line above 92 % and see a failure a week before it happens.",
        "Remote maintenance by the makers of the machines saves us nights. We need it, and safely.",
    ),
    portrait(
        "PLT-S", "442", "as",
        "Dishwashers and cooling for southern Europe; the youngest line of the group.",
        "Head office discovers us once a year. We would like a person, not a policy.",
    ),
    portrait(
        "RND", "432", "oh",
        "Bring an appliance to market in eighteen months instead of thirty.",
        "Protect the designs, not the people who draw them.",
    ),
    portrait(
        "RND-DES", "431", "bh",
        "Design that wins prizes and can be repaired.",
        "Drawings leave the house every day, to suppliers, with no rule we could name.",
    ),
    portrait(
        "RND-CON", "552", "oh",
        "1.2 million connected ovens in homes, and an app people keep after the first week.",
        "Customers would never forgive us a spying oven. We want to be tested hard, and before the newspapers do.",
    ),
    portrait(
        "RND-FW", "442", "bh",
        "Ship firmware four times a year without breaking an appliance in somebody’s kitchen.",
        "Signing keys frighten us. One person knows how it works.",
    ),
    portrait(
        "RND-CLD", "452", "or",
        "Keep 1.2 million devices connected for less than ten pence each a month.",
        "We are on call anyway; give us the alerts, we will look.",
    ),
    portrait("RND-LAB", "2--", "-s", "Break appliances in every way customers will."),
)  # fmt: skip
