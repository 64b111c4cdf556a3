package dev.signet.server.brokers;

import java.time.Duration;

class InMemoryBrokersTest extends BrokerContract {
    private InMemoryBrokers brokers = new InMemoryBrokers();

    @Override
    protected BrokerRows empty(BrokerBounds bounds) {
        brokers = new InMemoryBrokers(bounds);
        return brokers;
    }

    @Override
    protected void pass(Duration time) {
        brokers.pass(time);
    }
}
