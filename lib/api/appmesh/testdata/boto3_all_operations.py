"""All 38 App Mesh operations by an unmodified boto3 against the endpoint in AWS_ENDPOINT_URL_APP_MESH.

Prints one JSON line: the operations that were called, and what was found for each kind.
Exits with an assertion's text when something differs from what App Mesh did.
"""

import json
import sys

import boto3
from botocore.exceptions import ClientError

MESH, NODE, ROUTER, ROUTE = "メッシュ 一:号", "a/b node", "rou:ter", "ro/ute ö"
SERVICE, GATEWAY, GATEWAY_ROUTE = "サービス.local/x", "gate way", "g?r&=+%25"

client = boto3.client("appmesh")
used = set()
client.meta.events.register("before-call.app-mesh.*", lambda model, **_: used.add(model.name))

HTTP = [{"portMapping": {"port": 8080, "protocol": "http"}}]
NODE_SPEC = {
    "listeners": [
        {
            "portMapping": {"port": 8080, "protocol": "http"},
            "healthCheck": {
                "protocol": "http",
                "path": "/ping",
                "healthyThreshold": 2,
                "unhealthyThreshold": 2,
                "intervalMillis": 5000,
                "timeoutMillis": 2000,
            },
            "timeout": {"http": {"perRequest": {"value": 0, "unit": "ms"}}},
        }
    ],
    "serviceDiscovery": {
        "awsCloudMap": {
            "namespaceName": "my-apps",
            "serviceName": "colour",
            "attributes": [{"key": "version", "value": "v 1"}],
        }
    },
    "backends": [{"virtualService": {"virtualServiceName": "nobody.local"}}],
    "logging": {"accessLog": {"file": {"path": "/dev/stdout", "format": {"json": [{"key": "k", "value": "%PROTOCOL%"}]}}}},
}
ROUTE_SPEC = {
    "priority": 0,
    "httpRoute": {
        "match": {
            "prefix": "/",
            "headers": [{"name": "x-a", "invert": True, "match": {"range": {"start": -5, "end": 9007199254740991}}}],
        },
        "action": {"weightedTargets": [{"virtualNode": NODE, "weight": 0}]},
        "retryPolicy": {"maxRetries": 3, "perRetryTimeout": {"unit": "s", "value": 1}, "httpRetryEvents": ["server-error"]},
    },
}
TARGET = {"virtualService": {"virtualServiceName": SERVICE}}

# kind, names, spec
KINDS = [
    ("mesh", {"meshName": MESH}, {"egressFilter": {"type": "ALLOW_ALL"}}),
    ("virtual_node", {"meshName": MESH, "virtualNodeName": NODE}, NODE_SPEC),
    ("virtual_router", {"meshName": MESH, "virtualRouterName": ROUTER}, {"listeners": HTTP}),
    ("route", {"meshName": MESH, "virtualRouterName": ROUTER, "routeName": ROUTE}, ROUTE_SPEC),
    (
        "virtual_service",
        {"meshName": MESH, "virtualServiceName": SERVICE},
        {"provider": {"virtualRouter": {"virtualRouterName": ROUTER}}},
    ),
    ("virtual_gateway", {"meshName": MESH, "virtualGatewayName": GATEWAY}, {"listeners": HTTP}),
    (
        "gateway_route",
        {"meshName": MESH, "virtualGatewayName": GATEWAY, "gatewayRouteName": GATEWAY_ROUTE},
        {"httpRoute": {"match": {"prefix": "/"}, "action": {"target": TARGET}}},
    ),
]
PLURAL = {"mesh": "meshes"}


def member(kind):
    first, *rest = kind.split("_")
    return first + "".join(word.capitalize() for word in rest)


def call(verb, kind, **arguments):
    return getattr(client, f"{verb}_{kind}")(**arguments)[member(kind)]


def fails_with(code, function, **arguments):
    try:
        function(**arguments)
    except ClientError as error:
        assert error.response["Error"]["Code"] == code, error
        assert isinstance(error, getattr(client.exceptions, code)), "not the modeled class"
        assert error.response["Error"]["Message"], "no message"
        return
    raise AssertionError(f"expected {code}")


found = {}
for kind, names, spec in KINDS:
    created = call("create", kind, **names, spec=spec, tags=[{"key": "キー", "value": ""}])
    assert created["spec"] == spec, (kind, created["spec"])
    assert created["status"]["status"] == "ACTIVE"
    assert created["metadata"]["version"] == 1
    assert call("describe", kind, **names) == created
    assert call("update", kind, **names, spec=spec)["metadata"]["version"] == 2
    parents = {name: value for name, value in list(names.items())[:-1]}
    plural = PLURAL.get(kind, kind + "s")
    pages = client.get_paginator(f"list_{plural}").paginate(**parents, PaginationConfig={"PageSize": 1})
    (listed,) = [item for page in pages for item in page[member(plural)]]
    assert listed["arn"] == created["metadata"]["arn"] and listed["version"] == 2, listed
    arn = listed["arn"]
    client.tag_resource(resourceArn=arn, tags=[{"key": "a", "value": "b"}])
    client.untag_resource(resourceArn=arn, tagKeys=["キー"])
    assert client.list_tags_for_resource(resourceArn=arn)["tags"] == [{"key": "a", "value": "b"}]
    fails_with("ConflictException", getattr(client, f"create_{kind}"), **names, spec=spec)
    found[kind] = arn

fails_with("ResourceInUseException", client.delete_mesh, meshName=MESH)
fails_with("NotFoundException", client.describe_mesh, meshName="no such mesh")
fails_with("BadRequestException", client.create_mesh, meshName="a/b")
fails_with("ForbiddenException", client.describe_mesh, meshName=MESH, meshOwner="999999999999")

for kind, names, spec in reversed(KINDS):
    deleted = call("delete", kind, **names)
    assert deleted["status"]["status"] == "DELETED" and deleted["spec"] == spec

json.dump({"used": sorted(used), "found": found}, sys.stdout)
