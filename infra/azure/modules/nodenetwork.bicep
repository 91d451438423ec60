// The network of the media nodes: the public addresses, their DNS names, and a subnet in which only port 443 and the media ports are open.

param location string
param name string
param zones array
param domain string
param addressPrefixLength int

var mediaPorts = '40000-40063'

// Links__MinMediaPort to Links__MaxMediaPort. From anywhere, since nodes of other regions have other prefixes: a worker accepts packets of the node
// with which it exchanged keys.
var linkPorts = '41000-41999'
var addresses = {
  '28': 16
  '29': 8
  '30': 4
  '31': 2
}

// All addresses belong to one prefix, so that the names n0, n1 and so on exist before the machines.
resource prefix 'Microsoft.Network/publicIPPrefixes@2024-05-01' = {
  name: '${name}-nodes'
  location: location
  zones: zones
  sku: {
    name: 'Standard'
    tier: 'Regional'
  }
  properties: {
    prefixLength: addressPrefixLength
    publicIPAddressVersion: 'IPv4'
  }
}

resource zone 'Microsoft.Network/dnsZones@2018-05-01' = {
  name: domain
  location: 'global'
}

resource names 'Microsoft.Network/dnsZones/A@2018-05-01' = [
  for i in range(0, addresses[string(addressPrefixLength)]): {
    parent: zone
    name: 'n${i}'
    properties: {
      TTL: 3600
      ARecords: [
        {
          ipv4Address: split(cidrSubnet(prefix.properties.ipPrefix, 32, i), '/')[0]
        }
      ]
    }
  }
]

resource firewall 'Microsoft.Network/networkSecurityGroups@2024-05-01' = {
  name: '${name}-nodes'
  location: location
  properties: {
    securityRules: [
      {
        name: 'signalling'
        properties: {
          direction: 'Inbound'
          access: 'Allow'
          priority: 100
          protocol: 'Tcp'
          sourceAddressPrefix: 'Internet'
          sourcePortRange: '*'
          destinationAddressPrefix: '*'
          destinationPortRange: '443'
        }
      }
      {
        name: 'media-udp'
        properties: {
          direction: 'Inbound'
          access: 'Allow'
          priority: 110
          protocol: 'Udp'
          sourceAddressPrefix: 'Internet'
          sourcePortRange: '*'
          destinationAddressPrefix: '*'
          destinationPortRange: mediaPorts
        }
      }
      {
        name: 'media-tcp'
        properties: {
          direction: 'Inbound'
          access: 'Allow'
          priority: 120
          protocol: 'Tcp'
          sourceAddressPrefix: 'Internet'
          sourcePortRange: '*'
          destinationAddressPrefix: '*'
          destinationPortRange: mediaPorts
        }
      }
      {
        name: 'links'
        properties: {
          direction: 'Inbound'
          access: 'Allow'
          priority: 130
          protocol: 'Udp'
          sourceAddressPrefix: 'Internet'
          sourcePortRange: '*'
          destinationAddressPrefix: '*'
          destinationPortRange: linkPorts
        }
      }
      {
        name: 'nothing-else'
        properties: {
          direction: 'Inbound'
          access: 'Deny'
          priority: 4096
          protocol: '*'
          sourceAddressPrefix: '*'
          sourcePortRange: '*'
          destinationAddressPrefix: '*'
          destinationPortRange: '*'
        }
      }
    ]
  }
}

resource network 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: '${name}-nodes'
  location: location
  properties: {
    addressSpace: {
      addressPrefixes: [
        '10.40.0.0/24'
      ]
    }
    subnets: [
      {
        name: 'nodes'
        properties: {
          addressPrefix: '10.40.0.0/24'
          networkSecurityGroup: {
            id: firewall.id
          }
        }
      }
    ]
  }
}

output addressPrefix string = prefix.id
output subnet string = network.properties.subnets[0].id
output nameServers array = zone.properties.nameServers
