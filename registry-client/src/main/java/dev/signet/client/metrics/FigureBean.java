package dev.signet.client.metrics;

import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.management.Attribute;
import javax.management.AttributeList;
import javax.management.AttributeNotFoundException;
import javax.management.DynamicMBean;
import javax.management.InstanceAlreadyExistsException;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shows figures as the attributes of a JMX bean, read only. Safe for concurrent use. */
public final class FigureBean implements DynamicMBean {
    private static final Logger LOG = LoggerFactory.getLogger(FigureBean.class);
    private static final int MOST_OF_A_NAME = 1_000;

    private final Map<String, Figure> figures = new LinkedHashMap<>();

    private FigureBean(List<Figure> figures) {
        figures.forEach(figure -> this.figures.put(figure.name(), figure));
    }

    /** Takes a bean away; doing so again does nothing. */
    public interface Registration extends AutoCloseable {
        /** Nothing was registered. */
        Registration NONE = () -> {};

        @Override
        void close();
    }

    /**
     * Registers a bean. If there is one of the same name, a tag {@code instance} with the next free number tells them
     * apart. Figures are no reason to fail: where JMX refuses, a line in the log says so.
     *
     * @param name the name's fixed part, such as {@code dev.signet:type=registry}
     * @param tags what tells it from others of its type, in order
     */
    public static Registration register(String name, Map<String, String> tags, List<Figure> figures) {
        String full = name
                + tags.entrySet().stream()
                        .map(tag -> "," + tag.getKey() + "=" + quoted(tag.getValue()))
                        .collect(Collectors.joining());
        try {
            MBeanServer server = ManagementFactory.getPlatformMBeanServer();
            ObjectName registered = register(server, full, new FigureBean(figures));
            return () -> unregister(server, registered);
        } catch (JMException | RuntimeException refused) {
            LOG.warn("the figures of {} are not shown in JMX: {}", full, refused.toString());
            return Registration.NONE;
        }
    }

    private static ObjectName register(MBeanServer server, String full, FigureBean bean) throws JMException {
        for (int instance = 1; instance < MOST_OF_A_NAME; instance++) {
            ObjectName name = new ObjectName(instance == 1 ? full : full + ",instance=" + instance);
            try {
                return server.registerMBean(bean, name).getObjectName();
            } catch (InstanceAlreadyExistsException taken) {
                LOG.trace("{} is taken", name);
            }
        }
        throw new InstanceAlreadyExistsException("there are " + MOST_OF_A_NAME + " of them already");
    }

    private static void unregister(MBeanServer server, ObjectName name) {
        try {
            server.unregisterMBean(name);
        } catch (JMException gone) {
            LOG.debug("{} was gone already", name, gone);
        }
    }

    /** As Kafka writes the values of its own beans: plain where plain is allowed. */
    private static String quoted(String value) {
        return value.matches("[\\w.\\-]+") ? value : ObjectName.quote(value);
    }

    @Override
    public Object getAttribute(String name) throws AttributeNotFoundException {
        Figure figure = figures.get(name);
        if (figure == null) {
            throw new AttributeNotFoundException(name);
        }
        return figure.value().get();
    }

    @Override
    public AttributeList getAttributes(String[] names) {
        AttributeList list = new AttributeList();
        for (String name : names) {
            Figure figure = figures.get(name);
            if (figure != null) {
                list.add(new Attribute(name, figure.value().get()));
            }
        }
        return list;
    }

    @Override
    public MBeanInfo getMBeanInfo() {
        MBeanAttributeInfo[] attributes = figures.values().stream()
                .map(figure -> new MBeanAttributeInfo(
                        figure.name(), Number.class.getName(), figure.meaning(), true, false, false))
                .toArray(MBeanAttributeInfo[]::new);
        return new MBeanInfo(FigureBean.class.getName(), "figures of a Signet client", attributes, null, null, null);
    }

    @Override
    public void setAttribute(Attribute attribute) throws AttributeNotFoundException {
        throw new AttributeNotFoundException(attribute.getName() + " is read only");
    }

    @Override
    public AttributeList setAttributes(AttributeList attributes) {
        return new AttributeList();
    }

    @Override
    public Object invoke(String action, Object[] parameters, String[] signature) {
        throw new UnsupportedOperationException(action);
    }
}
