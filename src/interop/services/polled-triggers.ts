// Triggers that ask a service again and again: a schedule of Weft, and what to ask behind it.

export interface PolledTrigger {
  /** n8n's type without its package prefix. */
  type: string;
  label: string;
  /** Method and URL of the question. */
  ask: string;
  note?: string;
}

const polled = (type: string, label: string, ask: string, note?: string): PolledTrigger => ({ type, label, ask, ...(note === undefined ? {} : { note }) });

export const POLLED: readonly PolledTrigger[] = [
  polled('gmailTrigger', 'Gmail', 'GET https://gmail.googleapis.com/gmail/v1/users/me/messages?q=is:unread', 'A mailbox with IMAP needs no question: use the Email trigger (IMAP) with an app password.'),
  polled('googleSheetsTrigger', 'Google Sheets', 'GET https://sheets.googleapis.com/v4/spreadsheets/{id}/values/{range}'),
  polled('googleDriveTrigger', 'Google Drive', "GET https://www.googleapis.com/drive/v3/files?orderBy=createdTime desc&q='{folder}' in parents"),
  polled('googleCalendarTrigger', 'Google Calendar', 'GET https://www.googleapis.com/calendar/v3/calendars/{id}/events?updatedMin={time}&singleEvents=true'),
  polled('googleBusinessProfileTrigger', 'Google Business Profile', 'GET https://mybusiness.googleapis.com/v4/accounts/{account}/locations/{location}/reviews'),
  polled('notionTrigger', 'Notion', 'POST https://api.notion.com/v1/databases/{id}/query, sorted by "last_edited_time"'),
  polled('airtableTrigger', 'Airtable', 'GET https://api.airtable.com/v0/{base}/{table}, with a formula such as IS_AFTER({Created}, …)'),
  polled('microsoftOutlookTrigger', 'Outlook', 'GET https://graph.microsoft.com/v1.0/me/messages?$filter=receivedDateTime ge {time}'),
  polled('microsoftOneDriveTrigger', 'OneDrive', 'GET https://graph.microsoft.com/v1.0/me/drive/root/delta'),
  polled('microsoftTeamsTrigger', 'Microsoft Teams', 'GET https://graph.microsoft.com/v1.0/teams/{team}/channels/{channel}/messages'),
  polled('salesforceTrigger', 'Salesforce', 'GET https://{domain}.my.salesforce.com/services/data/v62.0/query?q=SELECT … WHERE LastModifiedDate > {time}'),
  polled('togglTrigger', 'Toggl', 'GET https://api.track.toggl.com/api/v9/me/time_entries?since={time}'),
  polled('seaTableTrigger', 'SeaTable', 'GET https://cloud.seatable.io/api-gateway/api/v2/dtables/{base}/rows/?table_name={table}'),
  polled('venafiTlsProtectCloudTrigger', 'Venafi', 'GET https://api.venafi.cloud/v1/certificaterequests'),
];
