"""What was said in passing: how it came about, by whom, how many days before the demo is built, and the words."""
# ruff: noqa: E501  notes are read along their lines

# days, by, department, with whom, how, words
PASSING = (
    (403, "tomas.reyes", "ECM", "mei.tanaka", "corridor", "Mei, after the night of the bots: the limits are on again. Wants a name beside every exception."),
    (361, "hanna.okafor", "IT-SRV", "tamsin.oakley", "call", "Tamsin asks whether she may tell new people about the false callers. Yes, without names."),
    (322, "priya.nair", "COR-LEG", "daniel.osei", "corridor", "Daniel Osei wants to be asked about contracts with AI tools before somebody signs one.\n! contracts with AI tools are signed by whoever has a card #ai-tools"),
    (284, "ingrid.solheim", "SUB-NO", "eirik.halvorsen", "call", "Eirik called about the three mailboxes. Calm, and grateful that somebody answered at once."),
    (226, "tomas.reyes", "MKT", "nadia.benyahia", "chat", "Nadia is ambassador now, after Lucy. She keeps the list of tools."),
    (163, "hanna.okafor", "RND-CON", "linnea.ek", "meeting", "Linnea, beside the release meeting: outside testers want a page on which they are thanked.\n? a page that thanks outside testers"),
    (126, "priya.nair", "FIN-TRS", "konrad.weiss", "corridor", "Konrad told the cloned voice to the canteen, laughing. Asked him for the finance day."),
    (97, "ingrid.solheim", "SUB-DE", "jurgen.falk", "call", "Jürgen Falk: the council meets on the second Tuesday. Papers a week before, in German."),
    (61, "tomas.reyes", "ECM", "callum.reid", "chat", "Callum: who patches during the freeze is still open between two teams."),
    (47, "hanna.okafor", "PLT-N", "asha.patel", "meeting", "Asha on the line: badges worked for a day, then gloves. Tries a reader at the door of the line.\n! badges and gloves do not go together"),
    (33, "hanna.okafor", "EXT-HEL", "willem.de.graaf", "call", "Willem, the morning after: region west again, a cable this time. He sends the report himself."),
    (21, "priya.nair", "COR-HR", "janet.okoro", "corridor", "Janet: agency people will be in the personnel system from spring.\n? agency people in the personnel system #leavers #agency-access"),
    (18, "ingrid.solheim", "FIN", "giulia.moretti", "corridor", "Giulia asked how other companies treat AI tools in month-end work.\n@ingrid sends Giulia two examples of other companies by friday"),
    (11, "tomas.reyes", "MKT", "clara.whitfield", "corridor", "Clara asked after the short access form, on the stairs. Two agencies start on Monday week.\n@clara sends the names of the people at both agencies by friday\n! two agencies start before the short form is there #agency-access"),
    (8, "ingrid.solheim", "SUB-IB", "ines.calderon", "call", "Inés: the plan of the new warehouse comes to us before it goes to the builder.\n@ines sends the plan of the new warehouse by end of month"),
    (4, "tomas.reyes", "CSV-CC", "moira.kinsella", "corridor", "Moira: one week with the card reader, calls are three seconds shorter. Shorter!\n@ingrid thanks the weekend shift in person by end of month"),
    (2, "ingrid.solheim", "SAL", "oliver.brandt", "meeting", "Oliver, beside the committee: a chain asks for our incident reports of three years.\n! a chain wants to read our incident reports #customer-questionnaires"),
)  # fmt: skip

# days, by, department, words
TOPICS = (
    (13, "clara.whitfield", "MKT", "Can the press team use an AI picture tool before Christmas?"),
    (6, "clara.whitfield", "MKT", "Two agencies start on Monday: which of them need our accounts at all?"),
    (5, "mei.tanaka", "ECM", "Who may switch off limits during the sale, and who switches them on again?"),
    (9, "priya.nair", "COR-HR", "What the tool that sorts applications would be allowed to read"),
    (7, "leila.rahimi", "SUB-FS", "One evening with the supervisor’s new examiner: what do we show?"),
    (3, "patrick.doyle", "PLT-N", "A window for the paint line between the years"),
    (15, "anders.nyberg", "IT-INF", "Who decides for infrastructure while Judith is away?"),
    (4, "ingrid.solheim", "VG", "Half an hour for the exercise of the committee, in January"),
)
WITHDRAWN = (28, 24, "clara.whitfield", "MKT", "Newsletter tool: settled with Isolde already")

# days told, by, department, from and until (days before; below zero: ahead), why
QUIET = (
    (44, "clara.whitfield", "MKT", -8, -33, "Campaign weeks"),
    (31, "tomas.reyes", "ECM", -3, -24, "Freeze: nothing that is not the sale"),
    (40, "priya.nair", "FIN-AP", -36, -54, "Annual accounts"),
    (36, "hanna.okafor", "PLT-S", -70, -84, "Stock-taking and the long weekend"),
    (16, "tomas.reyes", "CSV-CC", -12, -40, "Every agent is on the line"),
)
