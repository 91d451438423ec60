# Calls as mediasoup-signal's Python client does: it accepts only host and port, and its paths start at the root, with slashes at the end.
# One call per line of standard input, one answer per line of standard output.
import binascii
import hashlib
import hmac
import http.client
import json
import random
import sys
import time
import urllib.parse

ROUTES = {
    "createRoom": lambda a: ("POST", "/rooms/", {"name": a["name"], "options": a.get("options", {})}),
    "getRooms": lambda a: ("GET", "/rooms/", None),
    "getRoom": lambda a: ("GET", "/rooms/" + a["room"], None),
    "deleteRoom": lambda a: ("DELETE", "/rooms/" + a["room"], None),
    "createToken": lambda a: ("POST", "/rooms/" + a["room"] + "/tokens", None),
    "createService": lambda a: ("POST", "/services/", {"name": a["name"], "key": a["key"]}),
    "getServices": lambda a: ("GET", "/services/", None),
    "getService": lambda a: ("GET", "/services/" + a["service"], None),
    "deleteService": lambda a: ("DELETE", "/services/" + a["service"], None),
    "getUsers": lambda a: ("GET", "/rooms/" + a["room"] + "/users/", None),
    "getUser": lambda a: ("GET", "/rooms/" + a["room"] + "/users/" + a["user"], None),
    "deleteUser": lambda a: ("DELETE", "/rooms/" + a["room"] + "/users/" + a["user"], None),
}


def authorization(service, key, user, role):
    stamp = int(time.time() * 1000)
    nonce = int(random.random() * 99999)
    text = str(stamp) + "," + str(nonce)
    header = "MAuth realm=http://marte3.dit.upm.es,mauth_signature_method=HMAC_SHA1"
    if user != "" and role != "":
        header += ",mauth_username=" + user + ",mauth_role=" + role
        text += "," + user + "," + role
    digest = hmac.new(key.encode(), text.encode(), hashlib.sha1).hexdigest()
    signature = binascii.b2a_base64(digest.encode())[:-1].decode()
    return (header + ",mauth_serviceid=" + service + ",mauth_cnonce=" + str(nonce)
            + ",mauth_timestamp=" + str(stamp) + ",mauth_signature=" + signature)


for line in sys.stdin:
    order = json.loads(line)
    base = urllib.parse.urlsplit(order["base"])
    arguments = order["args"]
    method, path, body = ROUTES[order["call"]](arguments)
    is_token = order["call"] == "createToken"
    user = arguments["user"] if is_token else ""
    role = arguments["role"] if is_token else ""
    headers = {"Authorization": authorization(order["id"], order["key"], user, role), "Content-Type": "application/json"}
    connection = http.client.HTTPConnection(base.hostname, base.port)
    connection.request(method, path, None if body is None else json.dumps(body), headers)
    response = connection.getresponse()
    print(json.dumps({"status": response.status, "body": response.read().decode()}), flush=True)
    connection.close()
