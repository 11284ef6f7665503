"""Verrano Group, maker of kitchen appliances: its units as the organisation chart had them at the start.

One line a unit: code | belongs to | kind | name | people | revenue in millions | exists since | our owner.
People and revenue are the unit's own: its parts are counted on their own. A dash is what nobody has said.
"""

from dataclasses import dataclass
from decimal import Decimal

from units.choices import Kind

NAME = "Verrano Group"

KINDS = {
    "div": Kind.DIVISION,
    "dep": Kind.DEPARTMENT,
    "team": Kind.TEAM,
    "sub": Kind.SUBSIDIARY,
    "ssc": Kind.SHARED_SERVICE,
    "ext": Kind.EXTERNAL_PARTNER,
}

CHART = """
VG        | -      | div  | Verrano Group                  | 14   | -     | 1931 | ingrid

COM       | VG     | div  | Commercial                     | 22   | -     | 1994 | tomas
MKT       | COM    | dep  | Marketing                      | 46   | -     | 1994 | tomas
MKT-BRD   | MKT    | team | Brand and campaigns            | 38   | -     | 1994 | tomas
MKT-DIG   | MKT    | team | Digital marketing              | 41   | -     | 2009 | tomas
MKT-CRM   | MKT    | team | Customer insight               | 19   | -     | 2016 | tomas
SAL       | COM    | dep  | Sales                          | 144  | 246   | 1955 | tomas
SAL-RET   | SAL    | team | Retail partners                | 120  | 610   | 1955 | tomas
SAL-OPS   | SAL    | team | Sales operations               | 34   | -     | 2011 | -
SAL-EXP   | SAL    | team | Export office                  | 12   | 34    | 1978 | tomas
ECM       | MKT    | dep  | Online shop                    | 79   | 230   | 2012 | tomas
ECM-CHK   | ECM    | team | Checkout and payments          | 17   | -     | 2014 | tomas
CSV       | COM    | dep  | Customer care                  | 27   | -     | 1988 | tomas
CSV-CC    | CSV    | team | Contact centre                 | 150  | -     | 1999 | tomas
CSV-FLD   | CSV    | team | Field repairs                  | 88   | 41    | 1988 | -

FIN       | VG     | div  | Finance                        | 40   | -     | 1962 | priya
FIN-ACC   | FIN    | dep  | Accounting                     | 66   | -     | 1962 | priya
FIN-AP    | FIN-ACC| team | Accounts payable               | 26   | -     | 1996 | priya
FIN-TRS   | FIN    | dep  | Treasury                       | 14   | 0     | 1971 | priya
FIN-CTL   | FIN    | dep  | Controlling                    | 38   | -     | 1990 | priya

OPS       | VG     | div  | Operations                     | 26   | 0     | 1958 | hanna
OPS-PUR   | OPS    | dep  | Purchasing                     | 84   | -     | 1958 | hanna
OPS-QUA   | OPS    | dep  | Quality                        | 66   | -     | 1974 | -
OPS-LOG   | OPS    | dep  | Logistics                      | 110  | -     | 1969 | hanna
OPS-WH    | OPS-LOG| team | Central warehouse              | 210  | -     | 1969 | hanna
PLT-N     | OPS    | dep  | Plant Northfield               | 1166 | 0     | 1931 | hanna
PLT-N-MNT | PLT-N  | team | Maintenance Northfield         | 74   | -     | 1931 | hanna
PLT-S     | OPS    | dep  | Plant Sarzana                  | 890  | -     | 1984 | hanna

IT        | VG     | div  | Information technology         | 34   | 0     | 1981 | hanna
IT-INF    | IT     | dep  | Infrastructure and cloud       | 57   | 0     | 1981 | hanna
IT-SRV    | IT-INF | team | Service desk                   | 31   | -     | 2002 | hanna
IT-HDS    | IT     | team | Help desk Sarzana              | 6    | -     | 1998 | hanna
IT-APP    | IT     | dep  | Business applications          | 52   | -     | 1989 | hanna
IT-ERP    | IT-APP | team | ERP and master data            | 42   | -     | 1997 | hanna
IT-DWH    | IT     | dep  | Data warehouse                 | 36   | -     | 2017 | hanna
IT-OT     | IT     | dep  | Plant systems                  | 27   | -     | 2008 | hanna

RND       | VG     | div  | Research and development       | 109  | -     | 1966 | hanna
RND-DES   | RND    | dep  | Appliance design               | 145  | -     | 1966 | hanna
RND-CON   | RND    | dep  | Connected products             | 25   | 22    | 2018 | hanna
RND-FW    | RND-CON| team | Firmware                       | 44   | -     | 2018 | hanna
RND-CLD   | RND-CON| team | Device cloud                   | 29   | -     | 2019 | hanna
RND-LAB   | RND    | dep  | Test laboratory                | 58   | -     | 1970 | -

COR       | VG     | div  | Corporate                      | 12   | -     | 1960 | priya
COR-HR    | COR    | dep  | Human resources                | 54   | -     | 1960 | priya
COR-REC   | COR-HR | team | Recruiting                     | 18   | -     | 2004 | -
COR-LEG   | COR    | dep  | Legal and compliance           | 23   | -     | 1968 | priya
COR-DPO   | COR-LEG| team | Data protection                | 5    | -     | 2017 | priya
COR-COM   | COR    | dep  | Communications                 | 21   | -     | 1985 | priya
COR-FAC   | COR    | dep  | Facilities and site security   | 64   | -     | 1960 | priya
COR-STR   | COR    | dep  | Strategy and acquisitions      | 9    | -     | 2010 | ingrid

SUB       | VG     | div  | Subsidiaries                   | 8    | -     | 1991 | ingrid
SUB-IB    | SUB    | sub  | Verrano Iberia                 | 215  | -     | 1991 | ingrid
IB-SAL    | SUB-IB | team | Iberia sales                   | 95   | 140   | 1991 | ingrid
SUB-DE    | SUB    | sub  | Verrano DACH                   | 260  | 165   | 1996 | ingrid
SUB-FS    | SUB    | sub  | Verrano Pay                    | 74   | 58    | 2015 | ingrid

SSC       | VG     | div  | Shared services                | 9    | -     | 2006 | priya
SSC-PAY   | SSC    | ssc  | Payroll                        | 23   | -     | 2006 | priya
SSC-TRV   | SSC    | ssc  | Travel and expenses            | 11   | -     | 2006 | priya
SSC-DOC   | SSC    | ssc  | Print and post                 | 19   | -     | 2006 | priya

EXT       | VG     | div  | External partners              | -    | -     | -    | priya
EXT-HEL   | EXT    | ext  | Helio Cloud Hosting            | -    | -     | 2019 | hanna
EXT-CAR   | EXT    | ext  | Carrowmore Logistics           | -    | -     | 2013 | hanna
EXT-CAL   | EXT    | ext  | Callisto Contact               | -    | -     | 2020 | tomas
EXT-AGY   | EXT    | ext  | Studio Paprika                 | -    | -     | -    | -
"""

TEAM = {"ingrid": "ingrid.solheim", "tomas": "tomas.reyes", "priya": "priya.nair", "hanna": "hanna.okafor"}


@dataclass(frozen=True)
class Row:
    code: str
    parent: str | None
    kind: str
    name: str
    headcount: int | None
    annual_revenue: Decimal | None
    opened: int | None
    owner: str | None


def _rows():
    for line in CHART.strip().splitlines():
        if line.strip():
            cells = [None if cell.strip() == "-" else cell.strip() for cell in line.split("|")]
            code, parent, kind, name, people, revenue, opened, owner = cells
            yield Row(
                code,
                parent,
                KINDS[kind],
                name,
                people and int(people),
                revenue and Decimal(revenue) * 1_000_000,
                opened and int(opened),
                owner and TEAM[owner],
            )


ROWS = tuple(_rows())
