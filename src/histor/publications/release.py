"""The files of a release: what a record holds, as JSON lines, without what its profile withholds."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from histor.errors import InputError
from histor.publications.public import note, public_view
from histor.publications.view import DossierView
from histor.publications.withheld import Profile, withheld_in
from histor.records.claim import Claim
from histor.records.contract import JsonObject, claim_json, document_json, figure_json, incident_json

README = """\
# A release of a Histor record

{note}

- `claims.jsonl`, `incidents.jsonl`, `figures.jsonl`, `documents.jsonl`: one record a line, under the keys of the
  contract (docs/reference/contract.md). Ids are those of the record that this was made from.
- `profile.json`: what this release keeps of what is sensitive, in the files above.
- `record/`: a record that Histor opens (`histor figures --record record`), whatever `profile.json` keeps without any
  word of a report: bars stand for its letters, provinces for places, and a name stands only if the actor lexicon knows
  it. Its log has the whole chain of hashes; of lines that could tell in somebody's words there are only number, time,
  act and hashes.
- Neither the reports as received nor their texts are in it. `quote` is masked where a name was, and `start` and `end`
  count in the masked excerpt that the sentences of one report make together: they match no text that is here.
- "a witness" is a private person who speaks; two of them may be two people or one.
- The id of a document is the SHA-256 of its bytes: whoever has the report can tell that it is the one.
- A name is withheld where the record knows it as a victim's or a private speaker's, and wherever else it stands then.
  A person whom no claim names, and a person whom a sentence describes without a name, are not found by this:
  read a release before it goes out.
"""


def release_files(view: DossierView, profile: Profile, as_read: Sequence[Claim] = ()) -> Mapping[str, str]:
    """Return the files of a release by name; `as_read` are the claims as they were before persons judged them.

    Raises InputError if a withheld name would stand in one after all.
    """
    public = public_view(view, profile, as_read)
    told = Counter(claim.document for claim in public.claims)
    parts = {
        "claims.jsonl": _lines(claim_json(each) for each in public.claims),
        "incidents.jsonl": _lines(incident_json(each) for each in public.incidents),
        "figures.jsonl": _lines(figure_json(each) for each in public.figures),
        "documents.jsonl": _lines(document_json(each, claims=told[each.id]) for each in public.documents),
    }
    _refuse_names(parts, [*view.claims, *as_read], profile)
    return {"README.md": README.format(note=note(profile)), "profile.json": _profile(profile), **parts}


def _profile(profile: Profile) -> str:
    kept: JsonObject = {"coordinates": profile.coordinates, "keep": [*sorted(profile.keep)]}
    return json.dumps(kept, indent=2) + "\n"


def _lines(records: Iterable[JsonObject]) -> str:
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)


def _refuse_names(parts: Mapping[str, str], claims: Sequence[Claim], profile: Profile) -> None:
    """Look at what is about to leave, once more and as a whole: the masking knows fields, this knows none."""
    persons = withheld_in(claims, profile).persons
    for name, text in parts.items():
        plain = text.casefold()
        if any(person.casefold() in plain for person in persons if " " in person):
            raise InputError(
                f"a withheld name still stands in {name}: nothing was written; report this as an error"
            )
