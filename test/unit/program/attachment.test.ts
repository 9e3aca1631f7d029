import { describe, expect, it } from "vitest";
import { isAttachment, isAttachmentStorage } from "../../../src/program/attachment.ts";

const HOME = "https://github.com/example/community";
const OWN_HOME = "https://github.acme.example/example/community";
const ID = "0d35ce43-9325-46da-96a7-79bb225d64c2";

describe("an attachment", () => {
  it.each([
    [`https://github.com/user-attachments/assets/${ID}`, HOME],
    ["https://github.com/user-attachments/files/123/logo%20of%20Acme.svg", HOME],
    ["https://user-images.githubusercontent.com/1/2-3.png", HOME],
    ["https://private-user-images.githubusercontent.com/1/2-3.png?jwt=x", HOME],
    [`https://github.acme.example/user-attachments/assets/${ID}`, OWN_HOME],
    [`http://127.0.0.1:4100/user-attachments/assets/${ID}`, "http://127.0.0.1:4100/example/community"],
  ])("is at %s for %s", (address, web) => {
    expect(isAttachment(address, web)).toBe(true);
  });

  it.each([
    ["https://tracker.example/logo.png", HOME],
    ["https://github.com/acme/logo/raw/main/logo.png", HOME],
    [`http://github.com/user-attachments/assets/${ID}`, HOME],
    [`https://github.com:8443/user-attachments/assets/${ID}`, HOME],
    [`https://me:secret@github.com/user-attachments/assets/${ID}`, HOME],
    [`https://github.com.evil.example/user-attachments/assets/${ID}`, HOME],
    ["https://github.com/user-attachments/assets/../../login/oauth", HOME],
    ["https://github.com/user-attachments/assets/%2e%2e/%2e%2e/settings", HOME],
    ["https://raw.githubusercontent.com/acme/x/main/logo.png", HOME],
    [`https://github.com/user-attachments/assets/${ID}`, OWN_HOME],
    ["https://user-images.githubusercontent.com/1/2-3.png", OWN_HOME],
    ["javascript:alert(1)", HOME],
    ["", HOME],
  ])("is not at %s for %s", (address, web) => {
    expect(isAttachment(address, web)).toBe(false);
  });
});

describe("where attachments are kept", () => {
  it.each([
    ["https://github-production-user-asset-6210df.s3.amazonaws.com/1/2.png?X-Amz-Signature=x", HOME],
    ["https://private-user-images.githubusercontent.com/1/2-3.png?jwt=x", HOME],
    ["https://media.github.acme.example/user/1/files/2", OWN_HOME],
    ["https://github.acme.example/storage/2", OWN_HOME],
  ])("is %s for %s", (address, web) => {
    expect(isAttachmentStorage(address, web)).toBe(true);
  });

  it.each([
    ["http://github-production-user-asset-6210df.s3.amazonaws.com/1/2.png", HOME],
    ["https://evil.s3.amazonaws.com/1/2.png", HOME],
    ["https://github-production-user-asset-1.s3.amazonaws.com.evil.example/", HOME],
    ["https://github.com/login", HOME],
    ["http://169.254.169.254/latest/meta-data", HOME],
    ["https://evil.githubusercontent.com.example/", HOME],
    ["http://github.acme.example/storage/2", OWN_HOME],
    ["https://github-production-user-asset-6210df.s3.amazonaws.com/1", OWN_HOME],
  ])("is not %s for %s", (address, web) => {
    expect(isAttachmentStorage(address, web)).toBe(false);
  });
});
