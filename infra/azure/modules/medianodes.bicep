// Media nodes on a virtual machine scale set, spread over the zones, each with its own public address and DNS name. Only port 443 and the media
// ports are open. cloud-init configures the machines (../medianode); no login is needed.

param location string
param name string
param zones array
param vmSize string
param count int
param spot bool
param image string
param domain string
param addressPrefixLength int
param certificateSecretUri string
param adminUser string
param sshPublicKey string
param identity string
param identityClientId string
param controlPlaneUrl string
param busHost string
param applicationInsights string

var mediaPorts = '40000-40063'
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

var settings = join(
  [
    'ASPNETCORE_URLS=https://*:443'
    'Tls__CertificateFile=/tls/node.pem'
    'Tls__KeyFile=/tls/node.pem'
    'Node__Region=${location}'
    'ControlPlane__Url=${controlPlaneUrl}'
    'ServiceBus__FullyQualifiedNamespace=${busHost}'
    'ServiceBus__ClientId=${identityClientId}'
    'Mediasoup__AnnouncedAddress=azure'
    'Mediasoup__RtcPort=40000'
    'Drain__OnStop=12m'
    'Drain__MigrateTimeout=30s'
    'APPLICATIONINSIGHTS_CONNECTION_STRING=${applicationInsights}'
    ''
  ],
  '\n'
)
var machine = join(
  [
    'SIGNAL_IMAGE=${image}'
    'SIGNAL_DOMAIN=${domain}'
    'SIGNAL_PREFIX_LENGTH=${addressPrefixLength}'
    'SIGNAL_CERTIFICATE=${certificateSecretUri}'
    'SIGNAL_IDENTITY=${identityClientId}'
    ''
  ],
  '\n'
)
var cloudInit = reduce(
  items({
    '@@settings@@': base64(settings)
    '@@machine@@': base64(machine)
    '@@node-names@@': loadFileAsBase64('../medianode/node-names')
    '@@node-certificate@@': loadFileAsBase64('../medianode/node-certificate')
    '@@node-farewell@@': loadFileAsBase64('../medianode/node-farewell')
    '@@media-node.service@@': loadFileAsBase64('../medianode/media-node.service')
    '@@node-certificate.service@@': loadFileAsBase64('../medianode/node-certificate.service')
    '@@node-certificate.timer@@': loadFileAsBase64('../medianode/node-certificate.timer')
    '@@node-farewell.service@@': loadFileAsBase64('../medianode/node-farewell.service')
  }),
  loadTextContent('../medianode/cloud-init.yaml'),
  (text, file) => replace(text, file.key, file.value)
)

resource nodes 'Microsoft.Compute/virtualMachineScaleSets@2024-07-01' = {
  name: '${name}-nodes'
  location: location
  zones: zones
  sku: {
    name: vmSize
    capacity: count
  }
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${identity}': {}
    }
  }
  properties: {
    orchestrationMode: 'Flexible'
    platformFaultDomainCount: 1
    singlePlacementGroup: false
    virtualMachineProfile: {
      priority: spot ? 'Spot' : 'Regular'
      evictionPolicy: spot ? 'Delete' : null
      osProfile: {
        computerNamePrefix: 'node'
        adminUsername: adminUser
        customData: base64(cloudInit)
        linuxConfiguration: {
          disablePasswordAuthentication: true
          ssh: {
            publicKeys: [
              {
                path: '/home/${adminUser}/.ssh/authorized_keys'
                keyData: sshPublicKey
              }
            ]
          }
        }
      }
      storageProfile: {
        imageReference: {
          publisher: 'Canonical'
          offer: 'ubuntu-24_04-lts'
          sku: 'server'
          version: 'latest'
        }
        osDisk: {
          createOption: 'FromImage'
          diskSizeGB: 32
          managedDisk: {
            storageAccountType: 'StandardSSD_LRS'
          }
        }
      }
      securityProfile: {
        securityType: 'TrustedLaunch'
        uefiSettings: {
          secureBootEnabled: true
          vTpmEnabled: true
        }
      }
      networkProfile: {
        networkApiVersion: '2020-11-01'
        networkInterfaceConfigurations: [
          {
            name: 'node'
            properties: {
              primary: true
              enableAcceleratedNetworking: true
              ipConfigurations: [
                {
                  name: 'node'
                  properties: {
                    primary: true
                    subnet: {
                      id: network.properties.subnets[0].id
                    }
                    publicIPAddressConfiguration: {
                      name: 'node'
                      sku: {
                        name: 'Standard'
                        tier: 'Regional'
                      }
                      properties: {
                        deleteOption: 'Delete'
                        publicIPPrefix: {
                          id: prefix.id
                        }
                      }
                    }
                  }
                }
              ]
            }
          }
        ]
      }
      // The notice that a machine receives before termination, in which it drains.
      scheduledEventsProfile: {
        terminateNotificationProfile: {
          enable: true
          notBeforeTimeout: 'PT15M'
        }
      }
    }
  }
}

output scaleSet string = nodes.name
output nameServers array = zone.properties.nameServers
