"""Who takes part in sample sessions, and what they are about: topics, organisations in trees, speakers."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import count, product
from math import log
from random import Random

from django.db.models import Model

from events import cldr
from events.importing import sample_words as words
from events.models import Speaker, Topic
from organisations.models import Office, Organisation


@dataclass(frozen=True)
class Cast:
    """``speakers`` is who speaks for whom; ``providers`` are the organisations that interpret."""

    topics: list[Topic]
    organisations: list[Organisation]
    providers: list[Organisation]
    speakers: list[tuple[Speaker, Organisation]]
    made: Counter[type[Model]]


def size(sessions: int, at_200: int, at_100_000: int) -> int:
    """How many there are beside so many sessions: slower than these, and no more than beside 100,000."""
    power = log(at_100_000 / at_200) / log(100_000 / 200)
    return max(4, round(at_200 * (min(sessions, 100_000) / 200) ** power))


def make_cast(draw: Random, sessions: int) -> Cast:
    topics = Topic.objects.bulk_create(
        Topic(slug=f"sample-topic-{number}", name=name)
        for number, name in enumerate(words.TOPICS[: size(sessions, 12, len(words.TOPICS))], start=1)
    )
    organisations = make_organisations(draw, size(sessions, 22, 540))
    providers = make_providers(draw, size(sessions, 4, 60))
    offices = Office.objects.bulk_create(
        office_of(body) for body in organisations if body.place and draw.random() < 0.3
    )
    speakers = make_speakers(draw, size(sessions, 60, 3000))
    made = Counter(map(type, [*topics, *organisations, *providers, *offices, *speakers]))
    members = [(speaker, draw.choice(organisations)) for speaker in speakers]
    return Cast(topics, organisations, providers, members, made)


def make_organisations(draw: Random, number: int) -> list[Organisation]:
    """Networks, their national branches, and bodies in cities, most of which belong to one of these."""
    numbers = count(1)
    networks = [
        body(next(numbers), name, acronym="".join(word[0] for word in name.split() if word[0].isupper()))
        for name in words.NETWORKS[: max(1, number // 10)]
    ]
    Organisation.objects.bulk_create(networks)
    countries = sorted({country for _city, country, _zone, _language in words.PLACES})
    branches = [
        body(
            next(numbers),
            f"{network.name.removeprefix('Sample ')}, {cldr.country_name(country, 'en')}",
            country=country,
            parent=network,
        )
        for network, country in some(draw, product(networks, countries), number // 4)
    ]
    Organisation.objects.bulk_create(branches)
    above = {country: [branch for branch in branches if branch.country == country] for country in countries}
    cities = [
        body(
            next(numbers),
            form.format(city=city),
            place=city,
            country=country,
            parent=draw.choice([None, *networks[:1], *above[country]]),
        )
        for form, (city, country, _zone, _language) in some(
            draw, product(words.BODIES, words.PLACES), number - len(networks) - len(branches)
        )
    ]
    return [*networks, *branches, *Organisation.objects.bulk_create(cities)]


def make_providers(draw: Random, number: int) -> list[Organisation]:
    return Organisation.objects.bulk_create(
        body(f"provider-{index}", form.format(city=city), place=city, country=country)
        for index, (form, (city, country, _zone, _language)) in enumerate(
            some(draw, product(words.PROVIDERS, words.PLACES), number), start=1
        )
    )


def make_speakers(draw: Random, number: int) -> list[Speaker]:
    originals = [
        Speaker(name=name, original_name=original, original_language=language, own_translations="en")
        for language, original, name in words.ORIGINAL_SPEAKERS[: number // 6]
    ]
    names = some(
        draw, product(words.GIVEN_NAMES.split(), words.FAMILY_NAMES.split()), number - len(originals)
    )
    speakers = [*originals, *(Speaker(name=" ".join(parts)) for parts in names)]
    for index, speaker in enumerate(speakers, start=1):
        speaker.slug = f"sample-speaker-{index}"
    return Speaker.objects.bulk_create(speakers)


def some(draw: Random, choices: Iterable, number: int) -> list:
    """``number`` different ones of ``choices``, or all of them where there are fewer."""
    choices = list(choices)
    return draw.sample(choices, min(number, len(choices)))


def body(number: int | str, name: str, **values: object) -> Organisation:
    slug = f"sample-body-{number}"
    return Organisation(slug=slug, name=f"Sample {name}", website=f"https://example.org/{slug}", **values)


def office_of(organisation: Organisation) -> Office:
    return Office(
        organisation=organisation,
        slug=f"{organisation.slug}-office",
        name=f"Office in {organisation.place}",
        address=f"1 Sample Street\n{organisation.place}",
        address_language="en",
        country=organisation.country,
        email=f"{organisation.slug}@example.org",
    )
