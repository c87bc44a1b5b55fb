"""What templates need so that a translator sees a whole sentence."""

from django import template
from django.template.base import NodeList, Parser, Token
from django.template.context import Context
from django.utils.safestring import SafeString

from events import punctuation

register = template.Library()


class CaptureNode(template.Node):
    def __init__(self, nodelist: NodeList, name: str) -> None:
        self.nodelist, self.name = nodelist, name

    def render(self, context: Context) -> str:
        context[self.name] = SafeString(self.nodelist.render(context).strip())
        return ""


@register.tag
def capture(parser: Parser, token: Token) -> CaptureNode:
    """Keeps what it holds as a variable: ``{% capture link %}<a …>…</a>{% endcapture %}``.

    So a link can stand where the sentence of a language wants it:
    ``{% blocktranslate %}part of {{ link }}{% endblocktranslate %}``.
    """
    try:
        _tag, name = token.split_contents()
    except ValueError:
        raise template.TemplateSyntaxError("capture takes one argument: a name") from None
    nodelist = parser.parse(["endcapture"])
    parser.delete_first_token()
    return CaptureNode(nodelist, name)


@register.simple_tag
def in_sequence(*sentences: str) -> str:
    """Whole sentences, one after the other; those that are empty are left out."""
    return punctuation.in_sequence(sentences)


@register.simple_tag
def comma() -> SafeString:
    """What stands between the items of a list: ``, `` or ``، `` or ``、``."""
    return SafeString(punctuation.comma())


@register.simple_tag
def pause() -> SafeString:
    """What stands between the parts of one statement, such as a role and a body: ``, `` or ``，``."""
    return SafeString(punctuation.pause())


@register.simple_tag
def colon() -> SafeString:
    """What stands between a label and what it says: ``: `` or, in French, `` : ``."""
    return SafeString(punctuation.colon())
