"""Pack world-atlas's countries into the basemap's own file; README.md says how it is run."""

import gzip
import json
import sys
from pathlib import Path
from typing import Any

TARGET = Path(__file__).with_name("world.json.gz")


def packed(topology: dict[str, Any]) -> dict[str, Any]:
    """Return what the map needs of a TopoJSON topology: scale, arcs, and each country's rings of arcs."""
    return {
        "scale": topology["transform"]["scale"],
        "translate": topology["transform"]["translate"],
        "arcs": topology["arcs"],
        "countries": [_country(each) for each in topology["objects"]["countries"]["geometries"]],
    }


def _country(geometry: dict[str, Any]) -> dict[str, Any]:
    polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    return {"name": geometry["properties"]["name"], "polygons": polygons}


def main(source: Path) -> None:
    """Write the packed file; the same source gives the same bytes."""
    content = json.dumps(packed(json.loads(source.read_text())), separators=(",", ":"), ensure_ascii=False)
    TARGET.write_bytes(gzip.compress(content.encode(), 9, mtime=0))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
