// The address without a path: signed-in people start at their workflows.
import { redirect } from 'next/navigation';

export default function Start(): never {
  redirect('/workflows');
}
