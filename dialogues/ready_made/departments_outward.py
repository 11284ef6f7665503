"""Agendas for departments that face customers, the public and partners."""

from dialogues.choices import FrameworkKind
from dialogues.ready_made.shapes import Ask, Template

MARKETING = Template(
    code="marketing",
    name="Marketing and communication",
    kind=FrameworkKind.DEPARTMENT,
    minutes=45,
    purpose="For those who speak in our name: campaigns, press, the website, social media, and the "
    "agencies behind them.",
    questions=(
        Ask(
            "Which campaigns or launches have a day on which they must go out, whatever happens?",
            "Days on which nothing may change under them: mail, website, shop, sign-in.",
        ),
        Ask(
            "Which agencies and freelancers work in our accounts, and how do we hear when one of their "
            "people leaves?",
            "A list with names. Often it is the first time anybody counts them.",
            4,
            serves="access",
        ),
        Ask(
            "Who can post in our name, and what happens on the day that person is ill or gone?",
            "Shared passwords, private telephones with the second code on them, no stand-in.",
            serves="access",
        ),
        Ask(
            "Where do the addresses for your mailings come from, and who could copy the whole list today?",
            "Where people said yes, where the list lies, who can export it.",
        ),
        Ask(
            "Which forms, trackers and plug-ins run on our pages, and who said yes to each of them?",
            "Leftovers of old campaigns that nobody looks after and that still collect data.",
        ),
        Ask(
            "What do people put into picture, text and translation tools before it is public?",
            "Not to forbid it: to know which material, which tools, and what a quick yes would be worth.",
            serves="sharing",
        ),
        Ask(
            "If a false message went out in our name on a Saturday evening, who would see it and who could "
            "take it down?",
            "One person who watches, one who can act, and how each reaches the other.",
            serves="call",
        ),
        Ask(
            "What do you send around by a private route because the official one is too slow or too small?",
            "Large files, last-minute proofs, pictures from events.",
            2,
        ),
    ),
)

SALES = Template(
    code="sales",
    name="Sales and customer care",
    kind=FrameworkKind.DEPARTMENT,
    minutes=45,
    purpose="For those who win and keep customers: what customers ask us, what travels with people, and "
    "what we have promised in contracts.",
    questions=(
        Ask(
            "Which deals or renewals in the next three months hang on what we can say about security?",
            "Names and dates: where a certificate, an answer or an hour of ours would help to win.",
            4,
        ),
        Ask(
            "What do customers ask about security most often, and which answer makes you uneasy?",
            "The answer that is not quite true is the one we work on first.",
        ),
        Ask(
            "What have we promised customers about telling them of an incident, and who knows those "
            "promises by heart?",
            "Hours and addresses stand in contracts; on the day somebody has to find them.",
        ),
        Ask(
            "What do people take along to visits and fairs, and what happened the last time something was "
            "lost?",
            "Laptops, telephones, papers, samples, and how long it took until we were told.",
        ),
        Ask(
            "When somebody leaves for a competitor, what could go with them, and who would notice?",
            "Contacts on private telephones, exports, price lists, shared folders.",
            serves="access",
        ),
        Ask(
            "Where do offers, prices and contracts live besides the place in which they should?",
            "Own folders, own spreadsheets, chat. Ask what is missing in the proper place.",
        ),
        Ask(
            "Which resellers, partners or organisers see our customers’ data?",
            "Who agreed to it, for how long, and what they do with it afterwards.",
            serves="sharing",
        ),
        Ask(
            "How do you make sure that a caller is the customer they say they are?",
            "Changes of address, of bank details, of passwords: what a stranger with a good story would get.",
            2,
        ),
    ),
)

LEGAL = Template(
    code="legal",
    name="Legal and compliance",
    kind=FrameworkKind.DEPARTMENT,
    minutes=45,
    purpose="For those who know what we owe by law and by contract, and who are needed in the first hours "
    "of an incident.",
    questions=(
        Ask(
            "Which deadlines of the coming months cannot be moved, and what has to work for you to meet "
            "them?",
            "Filings, hearings, closings; the systems and people behind each.",
        ),
        Ask(
            "Which new law or large contract will change what other departments have to do?",
            "What is known already, and who should hear it from whom.",
            4,
        ),
        Ask(
            "In the first hours of an incident, who decides whom we must tell, and by when?",
            "A name, a stand-in, and the list of clocks that start to run.",
            4,
            serves="call",
        ),
        Ask(
            "How do papers that nobody else may see get to outside counsel, and how do they come back?",
            "The way it is done at ten in the evening, not the one in the handbook.",
            serves="sharing",
        ),
        Ask(
            "What do we keep that should be gone, and what is gone that we should have kept?",
            "Old mailboxes, old applicants, old customers; holds that nobody ended.",
        ),
        Ask(
            "Which contracts let others look into our security, and which give us that right with them?",
            "Rights that we have and never use; visits that will come and surprise somebody.",
        ),
        Ask(
            "Which matters does only one of you know the way around?",
            "Holidays and illness; where the files lie and who else could open them.",
            2,
        ),
        Ask(
            "About which decisions of ours would you rather have been asked earlier?",
            "Where a sentence at the beginning would have saved a letter at the end.",
            2,
        ),
    ),
)

OUTWARD = (MARKETING, SALES, LEGAL)
