"""The JSON Schema of the format, made from the model, for editors that complete and check dossiers."""

import json
from importlib.resources import files
from typing import Any

from pydantic.json_schema import GenerateJsonSchema
from pydantic_core.core_schema import DictSchema, ModelSchema, NullableSchema, WithDefaultSchema

SCHEMA_FILE = "dossier.schema.json"
DIALECT = "https://json-schema.org/draft/2020-12/schema"


def dossier_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of format version 1, made anew from the model.

    It speaks of the values that a YAML 1.2 reader gives, short forms included. What it accepts can still be refused
    by ``offramp check``, which knows what names and expressions mean.
    """
    from offramp.dossier.model import Dossier

    schema = Dossier.model_json_schema(by_alias=True, mode="validation", schema_generator=_PlainSchema)
    head = {"$schema": DIALECT, "title": "Offramp dossier, format version 1"}
    return head | {key: value for key, value in schema.items() if key != "title"}


def shipped_schema() -> str:
    """Return the text of the schema that is shipped with the package."""
    return (files("offramp.dossier") / SCHEMA_FILE).read_text(encoding="utf-8")


def schema_text() -> str:
    """Return the schema as the text that is shipped."""
    return json.dumps(dossier_schema(), indent=1, ensure_ascii=False) + "\n"


class _PlainSchema(GenerateJsonSchema):
    """The schema as an editor should show it: no ``null`` for keys that are left out, no noise."""

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002
        """Leave out titles that only repeat the name of a key."""
        return False

    def nullable_schema(self, schema: NullableSchema) -> dict[str, Any]:
        """Refuse an empty value: a key without one is left out of the file."""
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: WithDefaultSchema) -> dict[str, Any]:
        """Name a default only where it says something."""
        inner = self.generate_inner(schema["schema"])
        default = schema.get("default")
        return inner | {"default": default} if isinstance(default, str | bool) else inner

    def dict_schema(self, schema: DictSchema) -> dict[str, Any]:
        """Check every key, not only the values of keys that are well formed."""
        result: dict[str, Any] = {
            "type": "object",
            "additionalProperties": self.generate_inner(schema["values_schema"]),
        }
        keys = self.generate_inner(schema["keys_schema"])
        if "pattern" in keys:
            result["propertyNames"] = {"pattern": keys["pattern"]}
        if "min_length" in schema:
            result["minProperties"] = schema["min_length"]
        return result

    def model_schema(self, schema: ModelSchema) -> dict[str, Any]:
        """Describe an entry by the first sentence of its class."""
        result = super().model_schema(schema)
        if "description" in result:
            result["description"] = result["description"].partition("\n\n")[0]
        return result
