"""Calls every Cloud Map operation that is served, with boto3 as it is, and prints what it found as JSON."""

import json

import boto3
from botocore.exceptions import ClientError

client = boto3.client("servicediscovery")
used = set()


def call(operation, **members):
    used.add(operation)
    name = "".join("_" + c.lower() if c.isupper() else c for c in operation).lstrip("_")
    return getattr(client, name)(**members)


def done(answer):
    """Waits for an operation and returns what it concerns."""
    operation = call("GetOperation", OperationId=answer["OperationId"])["Operation"]
    assert operation["Status"] == "SUCCESS", operation
    return operation["Targets"]


def error(operation, **members):
    try:
        call(operation, **members)
    except ClientError as caught:
        response = caught.response
        return [response["Error"]["Code"], response["ResponseMetadata"]["HTTPStatusCode"]]
    raise AssertionError(f"{operation} was not refused")


http = done(call("CreateHttpNamespace", Name="apps.local"))["NAMESPACE"]
private = done(call("CreatePrivateDnsNamespace", Name="dns.local", Vpc="vpc-1"))["NAMESPACE"]
public = done(call("CreatePublicDnsNamespace", Name="example.com"))["NAMESPACE"]
done(call("UpdateHttpNamespace", Id=http, Namespace={"Description": "new"}))
done(call("UpdatePrivateDnsNamespace", Id=private, Namespace={"Description": "new"}))
done(call("UpdatePublicDnsNamespace", Id=public, Namespace={"Description": "new"}))
namespace = call("GetNamespace", Id=http)["Namespace"]
names = [each["Name"] for each in call("ListNamespaces")["Namespaces"]]

service = call(
    "CreateService", Name="backend", NamespaceId=http, CreatorRequestId="uid", HealthCheckCustomConfig={"FailureThreshold": 1}
)["Service"]
done(call("UpdateService", Id=service["Id"], Service={"Description": "new"}))
shown = call("GetService", Id=service["Id"])["Service"]
services = call("ListServices", Filters=[{"Name": "NAMESPACE_ID", "Values": [http]}])["Services"]

call("UpdateServiceAttributes", ServiceId=service["Id"], Attributes={"tier": "front", "old": "x"})
call("DeleteServiceAttributes", ServiceId=service["Id"], Attributes=["old"])
own = call("GetServiceAttributes", ServiceId=service["Arn"])["ServiceAttributes"]
assert own["Attributes"] == {"tier": "front"}, own

where = {"ServiceId": service["Id"], "InstanceId": "i-1"}
attributes = {"AWS_INSTANCE_IPV4": "10.0.0.1", "AWS_INSTANCE_PORT": "8080", "version": "v1"}
done(call("RegisterInstance", Attributes=attributes, **where))
call("UpdateInstanceCustomHealthStatus", Status="UNHEALTHY", **where)
health = call("GetInstancesHealthStatus", ServiceId=service["Id"])["Status"]
instance = call("GetInstance", **where)["Instance"]
instances = call("ListInstances", ServiceId=service["Id"])["Instances"]
found = call("DiscoverInstances", NamespaceName="apps.local", ServiceName="backend")
revision = call("DiscoverInstancesRevision", NamespaceName="apps.local", ServiceName="backend")
assert found["InstancesRevision"] == revision["InstancesRevision"] == 2, (found, revision)

call("TagResource", ResourceARN=service["Arn"], Tags=[{"Key": "team", "Value": "a"}])
tags = call("ListTagsForResource", ResourceARN=service["Arn"])["Tags"]
call("UntagResource", ResourceARN=service["Arn"], TagKeys=["team"])

errors = {
    "in use": error("DeleteService", Id=service["Id"]),
    "namespace in use": error("DeleteNamespace", Id=http),
    "no instance": error("GetInstance", ServiceId=service["Id"], InstanceId="i-2"),
    "no service": error("GetService", Id="srv-unknown"),
    "taken": error("CreateHttpNamespace", Name="apps.local"),
}
done(call("DeregisterInstance", **where))
call("DeleteService", Id=service["Id"])
for each in [http, private, public]:
    done(call("DeleteNamespace", Id=each))
operations = call("ListOperations", Filters=[{"Name": "TYPE", "Values": ["DELETE_NAMESPACE"]}])["Operations"]

print(
    json.dumps(
        {
            "used": sorted(used),
            "names": names,
            "namespace": [namespace["Description"], namespace["CreateDate"].year >= 2024],
            "service": [shown["CreatorRequestId"], shown["Description"], len(services)],
            "health": health,
            "attributes": [instance["Attributes"] == attributes, instances[0]["Attributes"] == attributes],
            "found": [found["Instances"][0]["InstanceId"], found["Instances"][0]["HealthStatus"]],
            "tags": tags,
            "errors": errors,
            "deleted": len(operations),
        }
    )
)
