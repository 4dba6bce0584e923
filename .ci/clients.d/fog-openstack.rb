# The library fog-openstack: user and password, volumev2 of the catalog. It hands out transfers_links but does not follow
# them: the caller passes the marker.
require 'fog/openstack'
require 'json'

UNKNOWN = '00000000-0000-4000-8000-000000000000'.freeze
$failed = false

def account(name)
  JSON.parse(File.read("#{ENV['TRANSFERS']}/#{name}.json", :encoding => 'UTF-8'))
end

def check(what, expected, got)
  return puts("ok #{what}") if expected == got

  $failed = true
  if expected.is_a?(Array) && got.is_a?(Array)
    place = [expected.size, got.size].max.times.find { |i| expected[i] != got[i] }
    what += " (#{expected.size} and #{got.size} elements, at #{place})"
    expected, got = expected[place], got[place]
  end
  puts "WRONG #{what}: expected #{expected}, got #{got}"
end

def connect(name)
  Fog::OpenStack::Volume.new(
    :openstack_auth_url => ENV['OS_AUTH_URL'], :openstack_username => account(name)['user'],
    :openstack_api_key => ENV['OS_PASSWORD'], :openstack_project_name => account(name)['project'],
    :openstack_region => 'RegionOne'
  )
end

def fields(transfer)
  %w[id name volume_id created_at].map { |field| [field, transfer.public_send(field)] }.to_h
end

def expected(name)
  account(name)['transfers'].map { |transfer| transfer.slice('id', 'name', 'volume_id', 'created_at') }
end

def pages(what, volume, name, limit, expected_sizes)
  found = []
  sizes = []
  marker = {}
  loop do
    page = volume.transfers.all({ :limit => limit }.merge(marker))
    found += page.map { |transfer| fields(transfer) }
    sizes << page.size
    break unless page.response.body['transfers_links']

    marker = { :marker => page.last.id }
  end
  check(what, expected(name), found)
  check("#{what}: sizes", expected_sizes, sizes)
end

def refused(what, kind, status, message)
  yield
  check("refusal #{status} #{what}", kind, nil)
rescue kind => refusal
  response = refusal.respond_to?(:response) ? refusal.response : nil
  got = response ? [response.status, JSON.parse(response.body)['error']['message']] : [404, refusal.message[message]]
  check("refusal #{status} #{what}", [status, message], got)
end

puts "version #{Fog::OpenStack::VERSION}"
puts 'api v2'
puts 'remark does not follow `transfers_links`: the caller passes `marker`'

few = connect('few')
many = connect('many')
first = expected('few').first
check('list', expected('many'), many.transfers.all.map { |transfer| fields(transfer) })
check('list without details', expected('few').map { |transfer| transfer['id'] }, few.transfers.summary.map(&:id))
pages('pages of 1', few, 'few', 1, [1, 1, 1, 1, 1])
pages('pages of 2', few, 'few', 2, [2, 2, 1])
pages('pages of 1000', many, 'many', 1000, [1000, 5])
check('show', first, fields(few.transfers.get(first['id'])))

path = "/#{account('few')['project_id']}/os-volume-transfer/#{first['id']}"
check('show: links', [{ 'href' => "#{ENV['SERVER']}/v2#{path}", 'rel' => 'self' },
                      { 'href' => "#{ENV['SERVER']}#{path}", 'rel' => 'bookmark' }],
      few.get_transfer_details(first['id']).body['transfer']['links'])
check('show unknown', nil, few.transfers.get(UNKNOWN))
refused('unknown', Fog::OpenStack::Volume::NotFound, 404, "Transfer #{UNKNOWN} could not be found.") do
  few.get_transfer_details(UNKNOWN)
end
refused('limit', Excon::Error::BadRequest, 400, 'limit param must be positive.') { few.transfers.all(:limit => 0) }
refused('marker', Excon::Error::BadRequest, 400, 'invalid filter marker!') { few.transfers.all(:marker => UNKNOWN) }
refused('token', Excon::Error::Unauthorized, 401, 'Authentication required.') do
  Fog::OpenStack::Volume.new(
    :openstack_auth_url => ENV['OS_AUTH_URL'], :openstack_auth_token => 'wrong',
    :openstack_management_url => "#{ENV['SERVER']}/v2/#{account('few')['project_id']}"
  ).transfers.all
end
exit($failed ? 1 : 0)
