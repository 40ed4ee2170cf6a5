"""The API's schema. It holds no data and is the same for everyone: made once a process."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.renderers import OpenApiYamlRenderer
from drf_spectacular.views import SpectacularAPIView


class MadeOnce(SchemaGenerator):
    """To make it takes a second."""

    def get_schema(self, request: Any = None, public: bool = False) -> dict[str, Any]:
        return schema()


@lru_cache(maxsize=1)
def schema() -> dict[str, Any]:
    """Every endpoint, with what it takes and gives."""
    generator: Any = SchemaGenerator
    made: dict[str, Any] = generator().get_schema(public=True)
    return made


class WrittenOnce(OpenApiYamlRenderer):
    """To write it out takes another quarter of one."""

    def render(self, data: Any, *args: Any, **kwargs: Any) -> Any:
        """An answer that is not the schema (a refusal, say) is written as ever."""
        if data is schema():
            return written()
        return super().render(data, *args, **kwargs)  # type: ignore[no-untyped-call]


@lru_cache(maxsize=1)
def written() -> bytes:
    """The schema as its page reads it."""
    plain: Any = OpenApiYamlRenderer()
    text: bytes = plain.render(schema())
    return text


class Schema(SpectacularAPIView):
    """The schema, as YAML or JSON."""

    generator_class = MadeOnce
    renderer_classes = [WrittenOnce, *SpectacularAPIView.renderer_classes[1:]]
