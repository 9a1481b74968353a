// /settings leads to the first page.
import { redirect } from 'next/navigation';

export default function Page(): never {
  redirect('/settings/account');
}
