"""Words of security people, in plain language."""

from dialogues.ready_made.shapes import Word

SECURITY = (
    Word(
        "Air gap",
        "No cable and no radio leads to it. Whatever goes in or out is carried by a person, and that "
        "person is the gap.",
        "air-gapped",
    ),
    Word(
        "Attack surface",
        "Everything by which somebody could try to get in: pages, accounts, doors, people who can be rung. "
        "Less of it is less to watch.",
    ),
    Word(
        "Audit trail",
        "Who did what and when, written by the system itself, so that it can be looked up later.",
        "audit log",
    ),
    Word(
        "Backdoor",
        "A way in that the owner does not know of, left open on purpose by somebody else.",
        "back door",
    ),
    Word(
        "Blast radius",
        "How far the damage goes when one thing fails: what stops with it, and who waits.",
    ),
    Word(
        "Business e-mail compromise",
        "Somebody writes from a real mailbox of ours or of a partner, in the middle of a real exchange, "
        "and asks for a payment.",
        "BEC",
    ),
    Word(
        "Credential stuffing",
        "Trying passwords that leaked elsewhere, by the million, because people use the same one twice.",
    ),
    Word(
        "Data breach",
        "Information reached somebody who should not have it. Whether it was theft or a wrong address "
        "makes no difference to those it is about.",
    ),
    Word(
        "Data classification",
        "A label that says how closely something is kept: public, internal, confidential or restricted. It "
        "tells others how to treat it without having to ask.",
        "classified data",
    ),
    Word(
        "Denial of service",
        "So many requests at once that nobody else gets through. Nothing is stolen; the door is just "
        "blocked.",
        "DDoS",
    ),
    Word(
        "Encryption at rest",
        "What lies on the disk cannot be read without a key. It helps when the laptop is stolen, not when "
        "somebody is signed in.",
        "encrypted at rest",
    ),
    Word(
        "Endpoint",
        "The machine somebody works on: laptop, telephone, till, terminal.",
        "endpoints",
    ),
    Word(
        "Exploit",
        "A recipe that turns a weak spot into a way in. Once it is published, anybody can cook it.",
        "exploits",
    ),
    Word(
        "Hardening",
        "Switching off what a machine can do and nobody needs, so that there is less to attack.",
        "hardened",
    ),
    Word(
        "Incident response",
        "What we do from the first sign until work goes on as usual: find out, stop it, clear up, tell "
        "whoever must know.",
    ),
    Word(
        "Indicator of compromise",
        "A trace that burglars leave: an address, a file, a strange sign-in. We search for it everywhere.",
        "IoC, indicators of compromise",
    ),
    Word(
        "Insider threat",
        "Harm by somebody who may be here. Usually tired, in a hurry or in a fix; seldom wicked.",
        "insider threats",
    ),
    Word(
        "Lateral movement",
        "From the first machine to the next, and the next, looking for something worth more.",
    ),
    Word(
        "Least privilege",
        "Everybody can do what their work needs and no more, so that one lost password costs little.",
    ),
    Word(
        "MFA",
        "Signing in with two things: something you know and something you have. A stolen password alone is "
        "then not enough.",
        "multi-factor authentication, two-factor authentication, 2FA",
    ),
    Word(
        "Patch",
        "A repair of a program by its maker. Until it is put in, those who read the note know the hole.",
        "patches, patching",
    ),
    Word(
        "Penetration test",
        "People we pay try to break in and write down how far they came. It shows a day, not a year.",
        "pen test, pentest",
    ),
    Word(
        "Phishing",
        "A message that pretends to come from somebody you trust, so that you give away a password or open "
        "a file.",
        "spear phishing",
    ),
    Word(
        "Privileged account",
        "An account that can change things for everybody. It deserves a better lock than the others.",
        "privileged accounts, privileged access",
    ),
    Word(
        "Ransomware",
        "A program that makes your files unreadable; those who sent it sell you the key, and often "
        "threaten to publish what they took.",
    ),
    Word(
        "RPO",
        "How much work may be lost, counted back from the moment of failure. RPO of 4 hours: what was "
        "entered since this morning may be gone.",
        "recovery point objective",
    ),
    Word(
        "RTO",
        "How soon something has to run again after it has stopped. The one who waits for it says the number.",
        "recovery time objective",
    ),
    Word(
        "Segregation of duties",
        "One enters, another releases. Nobody can do harm, or a mistake, all alone.",
        "segregation of duty, four-eyes principle",
    ),
    Word(
        "Shadow IT",
        "Tools people use for work without having asked. Usually a sign that something is missing.",
    ),
    Word(
        "Single sign-on",
        "One sign-in for many programs. When somebody leaves, one switch closes them all.",
        "SSO",
    ),
    Word(
        "Social engineering",
        "Talking people into opening a door: by urgency, by authority, by being nice.",
    ),
    Word(
        "Tabletop exercise",
        "An incident played through at the table, without touching any machine, to see who rings whom.",
        "tabletop",
    ),
    Word(
        "Threat model",
        "A list of who might want to harm us, how they would go about it, and what they would be after.",
        "threat modelling",
    ),
    Word(
        "Vulnerability",
        "A weak spot. It matters when somebody can reach it and something worth having lies behind it.",
        "vulnerabilities",
    ),
    Word(
        "Zero-day",
        "A weak spot that attackers know and the maker has not repaired yet.",
        "zero day, 0-day",
    ),
    Word(
        "Zero trust",
        "Being inside the house does not count as proof. Each door asks again who you are.",
    ),
)
