// Theme and contrast, kept in this browser.
'use client';
import { PageBody, PageHead, Section } from '~/ui/page';
import { ThemeSwitch } from '~/ui/theme-switch';

export function AppearancePage() {
  return (
    <>
      <PageHead title="Appearance" />
      <PageBody className="border-line border-t">
        <Section title="Theme" note="Kept in this browser. System follows your device."><ThemeSwitch /></Section>
      </PageBody>
    </>
  );
}
