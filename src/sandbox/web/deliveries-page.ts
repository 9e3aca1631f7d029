import type { Delivery } from "../deliveries.ts";
import { type Html, html } from "./html.ts";
import { time } from "./layout.ts";
import { pathOf } from "./links.ts";
import type { Scene } from "./scene.ts";

const NEWEST = 200;

/** What was told to the app, newest first. */
export function renderDeliveries({ deliveries }: Scene): Html {
  const log = deliveries?.log ?? [];
  const rows = log
    .slice(-NEWEST)
    .reverse()
    .map(
      (
        delivery,
      ) => html`<li><a class="title" href="${pathOf("deliveries", delivery.id)}">${nameOf(delivery)}</a>
<span class="soft small">${delivery.status} · ${delivery.duration} s · ${time(delivery.deliveredAt)}${delivery.redelivery ? " · again" : ""}</span></li>`,
    );
  return html`<h1>Deliveries</h1><p class="soft small">Every webhook event that was sent to the app: ${log.length} so far.</p>
<div data-live="deliveries" class="card"><ul class="rows">${rows.length === 0 ? html`<li class="soft">Nothing here.</li>` : rows}</ul></div>`;
}

/** One delivery as it went over the wire; `null` when there is none of that id. */
export function renderDelivery({ deliveries }: Scene, id: number): Html | null {
  const delivery = deliveries?.log.find((one) => one.id === id);
  if (delivery === undefined) return null;
  const headers = Object.entries(delivery.request.headers).map(([name, value]) => `${name}: ${value}`);
  return html`<h1>${nameOf(delivery)}</h1>
<p class="soft small">${delivery.status} · ${delivery.duration} s · ${time(delivery.deliveredAt)}</p>
<section class="card file"><header><strong>Headers</strong></header><pre>${headers.join("\n")}</pre></section>
<section class="card file"><header><strong>Payload</strong></header><pre>${JSON.stringify(delivery.request.payload, null, 2)}</pre></section>`;
}

function nameOf({ event, action }: Delivery): string {
  return action === null ? event : `${event}.${action}`;
}
