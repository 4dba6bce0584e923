// Huawei's Node SDK core, with the requests of the EVS SDK: a token of Keystone and the endpoint of the server. Pages by
// offset, since the models of the SDK know neither markers nor links.
const fs = require('fs');
const { isDeepStrictEqual } = require('util');
const { BasicCredentials } = require('@huaweicloud/huaweicloud-sdk-core');
const { ClientBuilder } = require('@huaweicloud/huaweicloud-sdk-core/ClientBuilder');

// The SDK logs every refusal with all headers, the token included.
require('log4js').getLogger().level = 'off';

const { OS_AUTH_URL, OS_PASSWORD, SERVER, TRANSFERS } = process.env;
const UNKNOWN = '00000000-0000-4000-8000-000000000000';

const account = name => JSON.parse(fs.readFileSync(`${TRANSFERS}/${name}.json`, 'utf8'));

function check(what, expected, got) {
    if (isDeepStrictEqual(expected, got)) {
        console.log(`ok ${what}`);
        return;
    }
    process.exitCode = 1;
    if (Array.isArray(expected) && Array.isArray(got)) {
        const place = [...expected, ...got].findIndex((_, i) => !isDeepStrictEqual(expected[i], got[i]));
        what += ` (${expected.length} and ${got.length} elements, at ${place})`;
        [expected, got] = [expected[place], got[place]];
    }
    console.log(`WRONG ${what}: expected ${JSON.stringify(expected)}, got ${JSON.stringify(got)}`);
}

async function login(name) {
    const domain = { name: 'Default' };
    const { user, project } = account(name);
    const auth = {
        identity: { methods: ['password'], password: { user: { name: user, domain, password: OS_PASSWORD } } },
        scope: { project: { name: project, domain } },
    };
    const headers = { 'Content-Type': 'application/json' };
    const answer = await fetch(`${OS_AUTH_URL}/auth/tokens`, { method: 'POST', headers, body: JSON.stringify({ auth }) });
    return answer.headers.get('X-Subject-Token');
}

function connect(name, token) {
    const credential = new BasicCredentials().withAk('any').withSk('any').withProjectId(account(name).project_id);
    const client = new ClientBuilder(hcClient => hcClient).withCredential(credential).withEndpoint(SERVER).build();
    const get = (path, queryParams = {}) => client.sendRequest({
        method: 'GET', url: '/v2/{project_id}/os-volume-transfer' + path, pathParams: {}, queryParams,
        contentType: 'application/json', headers: { 'X-Auth-Token': token },
    });
    return {
        list: async queryParams => (await get('', queryParams)).transfers,
        show: async id => (await get('/' + id)).transfer,
    };
}

function detail(name, transfer) {
    const path = `/${account(name).project_id}/os-volume-transfer/${transfer.id}`;
    const links = [{ href: `${SERVER}/v2${path}`, rel: 'self' }, { href: SERVER + path, rel: 'bookmark' }];
    return { ...transfer, links };
}

function summary(name, transfer) {
    const { created_at, ...rest } = detail(name, transfer);
    return rest;
}

const expected = name => account(name).transfers.map(transfer => summary(name, transfer));

async function refusal(call) {
    try {
        await call();
        return 'none';
    } catch (e) {
        return [e.httpStatusCode, e.errorCode, e.errorMsg, Boolean(e.requestId)];
    }
}

// At an offset equal to the number of transfers, /v2 answers 400 as documented.
async function pages(client, name, limit, expectedSizes) {
    const found = [];
    const sizes = [];
    do {
        const page = await client.list(found.length ? { limit, offset: found.length } : { limit });
        found.push(...page);
        sizes.push(page.length);
    } while (sizes[sizes.length - 1] === limit && found.length < expected(name).length);
    check(`pages of ${limit}`, expected(name), found);
    check(`pages of ${limit}: sizes`, expectedSizes, sizes);
    check(`refusal 400 offset after pages of ${limit}`,
        [400, 'EVS.5400', 'offset param must be less than the number of disk transfers.', true],
        await refusal(() => client.list({ limit, offset: found.length })));
}

async function main() {
    console.log(`version ${require('@huaweicloud/huaweicloud-sdk-core/package.json').version}`);
    console.log('api v2');
    console.log('remark takes a token and an endpoint; pages by `offset`; requires `uuid`, which it does not declare');
    const few = connect('few', await login('few'));
    const many = connect('many', await login('many'));
    const first = account('few').transfers[0];
    check('list', expected('many'), await many.list());
    await pages(few, 'few', 1, [1, 1, 1, 1, 1]);
    await pages(few, 'few', 2, [2, 2, 1]);
    await pages(many, 'many', 1000, [1000, 5]);
    check('show', detail('few', first), await few.show(first.id));
    check('refusal 404 unknown', [404, 'EVS.5404', `Transfer ${UNKNOWN} could not be found.`, true],
        await refusal(() => few.show(UNKNOWN)));
    check('refusal 400 limit', [400, 'EVS.5400', 'limit param must be positive.', true],
        await refusal(() => few.list({ limit: 0 })));
    check('refusal 401 token', [401, 'EVS.5401', 'Authentication required.', true],
        await refusal(() => connect('few', 'wrong').list()));
}

main();
