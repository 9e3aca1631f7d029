import { formatInstant } from "../../program/instant.ts";
import type { Delivery } from "../deliveries.ts";
import { notFound } from "../errors.ts";
import type { App } from "../state.ts";
import { choice, NO_BODY } from "./input.ts";
import { appRoute, type Call, numberParameter, type Route } from "./route.ts";

const DELIVERY = "/app/hook/deliveries/{delivery_id}";

export const hookDeliveryRoutes: readonly Route[] = [
  appRoute(
    {
      operation: "apps/list-webhook-deliveries",
      route: "GET /app/hook/deliveries",
      docs: "apps/webhooks#list-deliveries-for-an-app-webhook",
      body: NO_BODY,
    },
    (call, app) => {
      const query = call.url.searchParams;
      const size = Math.min(Number(query.get("per_page") ?? 30) || 30, 100);
      const status = choice(query, "status", ["success", "failure"], null);
      const cursor = query.get("cursor");
      const deliveries = deliveriesOf(call, app)
        .reverse()
        .filter((one) => status === null || isSuccess(one) === (status === "success"));
      const start =
        cursor === null
          ? 0
          : Math.max(
              deliveries.findIndex((one) => cursorOf(one) === cursor),
              0,
            );
      const next = deliveries[start + size];
      return {
        status: 200,
        body: deliveries.slice(start, start + size).map(representItem),
        ...(next ? { headers: { Link: nextLink(call.url, cursorOf(next)) } } : {}),
      };
    },
  ),
  appRoute(
    {
      operation: "apps/get-webhook-delivery",
      route: `GET ${DELIVERY}`,
      docs: "apps/webhooks#get-a-delivery-for-an-app-webhook",
      body: NO_BODY,
    },
    (call, app) => {
      const delivery = requireDelivery(call, app);
      const { request, response } = delivery;
      return {
        status: 200,
        body: {
          ...representItem(delivery),
          url: app.webhook?.url ?? "",
          request: { headers: request.headers, payload: request.payload },
          response: { headers: response?.headers ?? null, payload: response?.payload ?? null },
        },
      };
    },
  ),
  appRoute(
    {
      operation: "apps/redeliver-webhook-delivery",
      route: `POST ${DELIVERY}/attempts`,
      docs: "apps/webhooks#redeliver-a-delivery-for-an-app-webhook",
      body: NO_BODY,
    },
    (call, app) => {
      // Accepted is not delivered: the outcome is a delivery of its own in the list.
      void call.deliveries?.redeliver(requireDelivery(call, app).id);
      return { status: 202, body: {} };
    },
  ),
];

function deliveriesOf(call: Call, app: App): Delivery[] {
  return (call.deliveries?.log ?? []).filter((one) => one.appId === app.id);
}

function requireDelivery(call: Call, app: App): Delivery {
  const id = numberParameter(call, "delivery_id");
  const delivery = deliveriesOf(call, app).find((one) => one.id === id);
  if (!delivery) throw notFound();
  return delivery;
}

function isSuccess(delivery: Delivery): boolean {
  return delivery.statusCode >= 200 && delivery.statusCode < 400;
}

function cursorOf(delivery: Delivery): string {
  return `v1_${delivery.id}`;
}

function nextLink(url: URL, cursor: string): string {
  const next = new URL(url);
  next.searchParams.set("cursor", cursor);
  return `<${next}>; rel="next"`;
}

function representItem(delivery: Delivery): Record<string, unknown> {
  return {
    id: delivery.id,
    guid: delivery.guid,
    delivered_at: formatInstant(delivery.deliveredAt),
    redelivery: delivery.redelivery,
    duration: delivery.duration,
    status: delivery.status,
    status_code: delivery.statusCode,
    event: delivery.event,
    action: delivery.action,
    installation_id: delivery.installationId,
    repository_id: delivery.repositoryId,
    throttled_at: null,
  };
}
