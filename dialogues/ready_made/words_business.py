"""Words of departments, for security people: what is meant, and what follows from it for us."""

from dialogues.ready_made.shapes import Word

BUSINESS = (
    Word(
        "Accrual",
        "A cost that is booked in the month it belongs to, before the bill is there. Around month-end many "
        "people need the system at once to enter them.",
        "accruals",
    ),
    Word(
        "Bill of materials",
        "The list of parts of a product. If it is wrong or gone, nothing can be bought or built.",
        "BOM",
    ),
    Word(
        "Chargeback",
        "A card payment that the bank takes back. Many of them in a month cost the right to take cards at "
        "all.",
        "chargebacks",
    ),
    Word(
        "Churn",
        "The share of customers who leave in a period. An outage that annoys shows up here months later.",
        "churn rate",
    ),
    Word(
        "Conversion rate",
        "Of a hundred visitors, how many buy. Each extra step at sign-in is counted against it.",
    ),
    Word(
        "Covenant",
        "A promise to the bank, such as a ratio that must hold. Late or wrong figures can break it.",
        "covenants",
    ),
    Word(
        "Cut-off",
        "The minute after which an order or a payment counts for the next day. An outage just before it "
        "costs a whole day.",
        "cut-off time",
    ),
    Word(
        "Days sales outstanding",
        "How long customers take to pay. When invoices cannot be sent, it rises and cash runs short.",
        "DSO",
    ),
    Word(
        "Due diligence",
        "The close look before buying a company or taking on a partner. Early and secret: few may know "
        "that it happens.",
    ),
    Word(
        "Embargo",
        "Something may be told only from a certain hour. Until then it is as sensitive as anything we "
        "have; afterwards it is public.",
        "embargoed",
    ),
    Word(
        "Golden record",
        "The one entry that counts where several systems know the same customer or product.",
        "golden records",
    ),
    Word(
        "Headcount freeze",
        "No new people until further notice. Work goes to agencies and freelancers instead, who need "
        "access too.",
        "hiring freeze",
    ),
    Word(
        "Just in time",
        "Parts arrive when they are needed, not before. There is no stock to live on while a system is down.",
        "just-in-time, JIT",
    ),
    Word(
        "Sales lead",
        "Somebody who might become a customer and left a name. Personal data from the first moment.",
        "sales leads, lead generation",
    ),
    Word(
        "Month-end close",
        "The days in which the books of a month are finished. No changes to systems then, and no exercises.",
        "month-end, monthly close, quarter-end close",
    ),
    Word(
        "Net promoter score",
        "Would you recommend us, from 0 to 10? Heads are measured by it; what spoils it gets their "
        "attention.",
        "NPS",
    ),
    Word(
        "Pipeline",
        "All deals that are under way, with what they may bring. A customer’s questions about security can "
        "hold one up.",
        "sales pipeline",
    ),
    Word(
        "Run rate",
        "The present pace, spread over a year. What is decided on it changes when a bad month comes in.",
    ),
    Word(
        "Service level agreement",
        "What we owe a customer in speed and availability, often with money behind it.",
        "SLA, SLAs",
    ),
    Word(
        "Works council",
        "Speaks for staff and has a say when people can be watched. Logs and cameras are on its agenda: "
        "ask early.",
    ),
)
