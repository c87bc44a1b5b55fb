// node read_with_ical_js.mjs <module> <feed>: prints the feed's entries as JSON, in the shape of entry.py.

import { readFileSync } from "node:fs";

const [library, feed] = process.argv.slice(2);
const { default: ICAL } = await import(library);
const calendar = ICAL.Component.fromString(readFileSync(feed, "utf8"));

const values = (component, name) => component.getAllProperties(name).flatMap((property) => property.getValues());

const entries = calendar.getAllSubcomponents("vevent").map((component) => {
  const event = new ICAL.Event(component);
  return {
    uid: event.uid,
    start: event.startDate.toString(),
    end: event.endDate.toString(),
    title: event.summary,
    status: component.getFirstPropertyValue("status"),
    description: event.description,
    location: event.location ?? "",
    url: component.getFirstPropertyValue("url"),
    categories: values(component, "categories"),
    conferences: values(component, "conference"),
  };
});
console.log(JSON.stringify(entries));
