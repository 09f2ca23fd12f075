# The same contract in the style of Rails: ActionCable on Puma, one process, its `async` adapter, a map of rooms; no store,
# no limits. Needs Debian's packages alone: ruby-actioncable, ruby-railties, puma.
require 'action_controller/railtie'
require 'action_cable/engine'
require 'securerandom'

# The rooms and who is in each, the first one first.
class Room
  LOCK = Mutex.new
  ROOMS = {} # rubocop:disable Style/MutableConstant
  PLACES = 2

  def self.create
    SecureRandom.uuid.tap { |id| LOCK.synchronize { ROOMS[id] = [] } }
  end

  # Takes a place: everybody's names, or nothing where there is none left.
  def self.join(id, name)
    LOCK.synchronize do
      members = ROOMS[id]
      (members << name).dup if members && members.size < PLACES
    end
  end

  # Who is there besides that one.
  def self.other(id, name)
    LOCK.synchronize { ROOMS[id]&.find { |member| member != name } }
  end

  # Ends a room: who was there besides that one.
  def self.leave(id, name)
    LOCK.synchronize { ROOMS.delete(id)&.find { |member| member != name } }
  end
end

class ApplicationCable
  class Connection < ActionCable::Connection::Base
  end
end

class RoomsChannel < ActionCable::Channel::Base
  def subscribed
    @name = SecureRandom.uuid
    @members = Room.join(params[:room_id], @name)
    @members ? stream_from(stream(@name)) : reject
  end

  def unsubscribed
    other = Room.leave(params[:room_id], @name) if @members
    tell(other, type: 'peer_left', connection_id: @name) if other
  end

  def send_signal(action)
    tell_other(type: 'signal', data: action['data'], connection_id: @name)
  end

  private

  # What follows the confirmation has to be sent after it, which is late here.
  def transmit_subscription_confirmation
    return if subscription_confirmation_sent?

    super
    transmit({ type: 'init', initiator: @members.size == 1, connection_id: @name, file_sharing: true,
               file_size_limit: 16_777_216 })
    # Not from here: who confirms holds the lock that a broadcast needs.
    ActionCable.server.event_loop.post { tell_other(type: 'peer_ready') }
  end

  def tell_other(message)
    other = Room.other(params[:room_id], @name)
    tell(other, message) if other
  end

  def tell(name, message)
    ActionCable.server.broadcast(stream(name), message)
  end

  def stream(name)
    "participant:#{name}"
  end
end

class RoomsController < ActionController::API
  def create
    render status: :created, json: { room_id: Room.create, ice_servers: [], turn_servers: [], ttl_seconds: 900,
                                     file_size_limit: 16_777_216 }
  end

  def page
    render html: '<!doctype html><title>A page</title>'.ljust(4096).html_safe
  end
end

class Reference < Rails::Application
  config.root = __dir__
  config.eager_load = true
  config.secret_key_base = SecureRandom.hex
  config.logger = Logger.new($stderr)
  config.log_level = :warn
  config.hosts.clear
  config.action_cable.disable_request_forgery_protection = true
  # One thread each for what comes in and for what goes out: with more, ActionCable breaks the order of signals.
  config.action_cable.worker_pool_size = 1
  config.action_cable.cable = { 'adapter' => 'async' }
  routes.append do
    mount ActionCable.server => '/cable'
    post 'rooms', to: 'rooms#create'
    get '*path', to: 'rooms#page'
    root to: 'rooms#page'
  end
end

Reference.initialize!
ActionCable.server.event_loop.instance_variable_set(:@executor, Concurrent::SingleThreadExecutor.new)
run Reference
