"""What went wrong at the demo organisation in three years, as its incident register tells it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Happening:
    """`days` before the demo is built. `readers` are the only ones who may read a restricted one."""

    days: int
    severity: int
    title: str
    summary: str
    units: tuple[str, ...]
    by: str
    reference: str = ""
    readers: tuple[str, ...] = ()


def happened(days, severity, title, units, by, summary, reference="", readers=()):
    return Happening(days, severity, title, summary, tuple(units.split()), by, reference, tuple(readers))


HANNA, TOMAS, PRIYA, INGRID = "hanna.okafor", "tomas.reyes", "priya.nair", "ingrid.solheim"

INCIDENTS = (
    happened(
        1068, 4, "Ransomware on three office servers", "IT IT-INF FIN-ACC", HANNA,
        "Came in through a forgotten remote access of a supplier. Restored from backup within four days; the "
        "month-end was late by three.", "INC-1042",
    ),
    happened(
        1013, 2, "Laptop stolen from a car", "SAL-RET", TOMAS,
        "Encrypted. Price lists for the coming year were on it; the customer was told.", "INC-1077",
    ),
    happened(
        955, 3, "Newsletter sent to people who had unsubscribed", "MKT MKT-DIG", TOMAS,
        "41,000 mails. Two complaints to the authority, closed without a fine.", "INC-1101",
    ),
    happened(
        902, 3, "Wireless network of the warehouse down for a day", "OPS-WH OPS-LOG", HANNA,
        "An expired certificate nobody owned. Picking by paper; 1,900 deliveries late.", "INC-1130",
    ),
    happened(
        845, 2, "Tailgater in the Northfield office", "COR-FAC", PRIYA,
        "Walked in behind a group after lunch and left with two monitors.", "INC-1148",
    ),
    happened(
        790, 4, "Invoice fraud: a changed bank account", "FIN-AP OPS-PUR", PRIYA,
        "182,000 paid to a false account of a real supplier; 140,000 came back. Since then every changed account "
        "is called back.", "INC-1160",
    ),
    happened(
        731, 2, "Test data with real customers in a bug report", "RND-CLD IT-DWH", HANNA,
        "A screenshot with 30 addresses in a public tracker, taken down within the hour.", "INC-1189",
    ),
    happened(
        668, 3, "Credential stuffing against customer accounts", "ECM CSV-CC", TOMAS,
        "1,250 accounts opened with passwords from elsewhere. Passwords reset, customers written to.", "INC-1207",
    ),
    happened(
        604, 2, "Payroll file mailed to the wrong Marín", "SSC-PAY COR-HR", PRIYA,
        "One person’s data, deleted by an honest colleague.", "INC-1221",
    ),
    happened(
        498, 3, "Line 2 stopped after an unannounced scan", "PLT-N IT-OT", HANNA,
        "Our own scanner. Two controllers froze; 140 ovens fewer. Scans in plants are now agreed a week ahead.",
        "INC-1260",
    ),
    happened(
        451, 2, "Phishing wave in the name of the parcel service", "CSV-CC CSV", TOMAS,
        "37 clicked, 4 typed a password, all within the hour reset.", "INC-1274",
    ),
    happened(
        409, 3, "Shop down for 70 minutes", "ECM ECM-CHK EXT-HEL", TOMAS,
        "Overload from bots buying a limited series. Rate limits were there and switched off.", "INC-1291",
    ),
    happened(
        377, 2, "Agency shared unreleased pictures by open link", "MKT-BRD EXT-AGY", TOMAS,
        "A blog had them a week early. No link without an end date since.", "INC-1302",
    ),
    happened(
        333, 4, "Suspected leak of acquisition papers", "COR-STR", INGRID,
        "A bidder knew our ceiling. Under investigation with outside counsel; closed to everybody else.",
        "INC-1318", (INGRID, PRIYA),
    ),
    happened(
        296, 3, "Fjordhem mailboxes taken over before the move", "SUB-NO", INGRID,
        "Three mailboxes without a second factor, found in the first week after the purchase.", "INC-1330",
    ),
    happened(
        247, 2, "Recruiting tool showed applications to other applicants", "COR-REC COR-HR COR-DPO", PRIYA,
        "A fault of the vendor, twelve people, reported within 48 hours.", "INC-1344",
    ),
    happened(
        205, 3, "Firmware held back: weak signature check", "RND-FW RND-CON", HANNA,
        "Found by an outside tester four days before release. Nothing had shipped.", "INC-1359",
    ),
    happened(
        168, 4, "Helio Cloud outage in the region", "EXT-HEL ECM ECM-CHK RND-CLD SUB-FS", HANNA,
        "Five hours. The second region was never tested; it did not start. Verrano Pay reported to its supervisor.",
        "INC-1372",
    ),
    happened(
        139, 3, "Callback fraud attempt in Treasury", "FIN-TRS", PRIYA,
        "A cloned voice asked for 2.4 million. The second pair of eyes asked the right question.", "INC-1380",
    ),
    happened(
        112, 2, "Cameras in Sarzana with factory passwords", "PLT-S COR-FAC", HANNA,
        "Found on a search engine for devices by a neighbour who wrote to us.", "INC-1391",
    ),
    happened(
        83, 3, "Contact centre agent sold addresses", "EXT-CAL CSV-CC", TOMAS,
        "380 households. The agent was dismissed, the contract now limits what one search may show.", "INC-1402",
    ),
    happened(
        57, 3, "Complaint about a manager reading mail", "COR-LEG", PRIYA,
        "Being looked into by Legal with the representatives of the employees.", "INC-1411",
        (INGRID, PRIYA, "daniel.osei"),
    ),
    happened(
        34, 2, "Service desk talked into a password reset", "IT-SRV", HANNA,
        "The caller knew the name of the dog. Reset noticed and undone in 20 minutes.", "INC-1420",
    ),
    happened(
        16, 3, "Tracking without consent on two landing pages", "MKT-DIG MKT", TOMAS,
        "The consent banner did not load in one browser for eleven days.", "INC-1427",
    ),
    happened(
        4, 4, "Card testing at checkout", "ECM-CHK ECM", TOMAS,
        "38,000 attempts overnight with stolen cards, 212 went through. The provider has asked for a report.",
        "INC-1433",
    ),
)  # fmt: skip
