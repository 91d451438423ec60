// Media nodes on a virtual machine scale set, spread over the zones, each with its own public address of the prefix (nodenetwork.bicep). cloud-init
// configures the machines (../medianode); no login is needed.

param location string
param name string
param zones array
param vmSize string
param count int
param spot bool
param image string
param domain string
param addressPrefixLength int
param addressPrefix string
param subnet string
param certificateSecretUri string
param adminUser string
param sshPublicKey string
param identity string
param identityClientId string
param controlPlaneUrl string
param busHost string
param applicationInsights string

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
    'Links__Enabled=true'
    'Links__MinMediaPort=41000'
    'Links__MaxMediaPort=41999'
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
                      id: subnet
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
                          id: addressPrefix
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
