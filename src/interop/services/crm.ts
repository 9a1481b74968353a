// Services that keep customers by one pattern of records each.
import { get, post, put, remove, type Service, TOKEN_NOTE } from './service';

/** Records of Zoho: the names of its fields are those of the node's groups. */
const zoho = (resource: string, module: string, required: Record<string, string>) => {
  const id = `{${resource}Id}`;
  const fields = Object.fromEntries(Object.entries(required).map(([name, source]) => [`data[0].${name}`, source]));
  return {
    [`${resource}.create`]: post(`/${module}`, { ...fields, '...data[0]': 'additionalFields' }),
    [`${resource}.upsert`]: post(`/${module}/upsert`, { ...fields, '...data[0]': 'additionalFields' }),
    [`${resource}.get`]: get(`/${module}/${id}`),
    [`${resource}.getAll`]: get(`/${module}`, { per_page: 'limit', fields: 'options.fields', sort_by: 'options.sort_by', sort_order: 'options.sort_order' }),
    [`${resource}.update`]: put(`/${module}/${id}`, { '...data[0]': 'updateFields' }),
    [`${resource}.delete`]: remove(`/${module}/${id}`),
  };
};

/** Records of Copper: searched with POST. */
const copper = (resource: string, path: string, found: Record<string, string>) => {
  const id = `{${resource}Id}`;
  return {
    [`${resource}.create`]: post(path, { name: 'name', '...': 'additionalFields' }),
    [`${resource}.get`]: get(`${path}/${id}`),
    [`${resource}.getAll`]: post(`${path}/search`, { page_size: 'limit', ...found }),
    [`${resource}.update`]: put(`${path}/${id}`, { '...': 'updateFields' }),
    [`${resource}.delete`]: remove(`${path}/${id}`),
  };
};

export const CRM: readonly Service[] = [
  {
    type: 'zohoCrm',
    label: 'Zoho CRM',
    base: 'https://www.zohoapis.com/crm/v2',
    credential: 'httpBearerAuth',
    note: `${TOKEN_NOTE} The host ends as your data center does: .com, .eu, .in, .com.au, .jp.`,
    resource: 'account',
    operation: 'create',
    operations: {
      ...zoho('account', 'Accounts', { Account_Name: 'accountName' }),
      ...zoho('contact', 'Contacts', { Last_Name: 'lastName' }),
      ...zoho('deal', 'Deals', { Deal_Name: 'dealName', Stage: 'stage' }),
      ...zoho('lead', 'Leads', { Company: 'Company', Last_Name: 'lastName' }),
      ...zoho('product', 'Products', { Product_Name: 'productName' }),
      ...zoho('vendor', 'Vendors', { Vendor_Name: 'vendorName' }),
    },
  },
  {
    type: 'copper',
    label: 'Copper',
    base: 'https://api.copper.com/developer_api/v1',
    credential: 'httpHeaderAuth',
    headers: { 'x-pw-application': 'developer_api' },
    note: 'The header of the credential is "X-PW-AccessToken"; add the header "X-PW-UserEmail" with your address.',
    resource: 'company',
    operation: { company: 'create', customerSource: 'getAll', lead: 'create', opportunity: 'create', person: 'create', project: 'create', task: 'create', user: 'getAll' },
    operations: {
      ...copper('company', '/companies', { name: 'filterFields.name' }),
      ...copper('lead', '/leads', { name: 'filterFields.name' }),
      ...copper('person', '/people', { name: 'filterFields.name' }),
      ...copper('project', '/projects', { name: 'filterFields.name' }),
      ...copper('task', '/tasks', {}),
      'customerSource.getAll': get('/customer_sources'),
      'opportunity.create': post('/opportunities', { name: 'name', customer_source_id: 'customerSourceId', primary_contact_id: 'primaryContactId' }),
      'opportunity.get': get('/opportunities/{opportunityId}'),
      'opportunity.getAll': post('/opportunities/search', { page_size: 'limit' }),
      'opportunity.update': put('/opportunities/{opportunityId}', { '...': 'updateFields' }),
      'opportunity.delete': remove('/opportunities/{opportunityId}'),
      'user.getAll': post('/users/search', { page_size: 'limit' }),
    },
  },
];
