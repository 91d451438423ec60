// Signal Hybrid in one resource group: Service Bus, tables, the Functions app, secrets and monitoring, the identity of the media nodes and, when
// nodeImage is set, the media nodes. No shared keys: every permission is a role on a single resource.
//
// The first deployment needs both keys; a later one without them keeps the existing keys. README.md in this folder has the commands.

@description('The location of all resources.')
param location string = resourceGroup().location

@description('The prefix of all resource names; lower-case letters and digits.')
@minLength(2)
@maxLength(11)
param prefix string = 'signal'

@description('The first key of the superservice, which creates the other services; at least 16 characters. Empty: the key in the vault is kept.')
@secure()
param superserviceKey string = ''

@description('The key that encrypts the secrets in the tables; 32 bytes in base64. Empty: the key in the vault is kept. With a different key, existing secrets cannot be decrypted.')
@secure()
param encryptionKey string = ''

@description('The maximum number of instances of the Functions app.')
@minValue(1)
@maxValue(1000)
param maximumInstances int = 40

@description('The number of always-ready instances of the Functions app for requests; 0: the first request after an idle period waits for a cold start.')
@minValue(0)
@maxValue(20)
param alwaysReadyInstances int = 0

@description('Additional settings of the Functions app, by their names in SETTINGS.md, such as those of TURN servers; secrets as key vault references. They do not override settings of the template.')
param appSettings object = {}

@description('The address of the package of the Functions app, readable without credentials, such as Signal.Functions.zip of a release. Empty: the code is published separately.')
param appPackage string = ''

@description('The image of the media node, pulled without credentials. Empty: no media nodes are deployed.')
param nodeImage string = ''

@description('The number of media nodes. A deployment sets it; with automatic scaling, pass the current number.')
@minValue(0)
@maxValue(16)
param nodeCount int = 2

@description('The minimum number of media nodes for automatic scaling by the control plane; 0 disables it.')
@minValue(0)
@maxValue(16)
param nodeFloor int = 0

@description('The maximum number of media nodes for automatic scaling; the address prefix must contain as many addresses.')
@minValue(1)
@maxValue(16)
param nodeCeiling int = 8

@description('The VM size of a media node, with accelerated networking; one worker runs per core.')
param nodeSize string = 'Standard_F4s_v2'

@description('Whether media nodes use spot capacity: cheaper, but evicted at short notice; their calls then move to other nodes.')
param nodeSpot bool = false

@description('The availability zones of the media nodes; the region must support them.')
param nodeZones array = ['1', '2', '3']

@description('The parent domain of the media nodes n0, n1 and so on. The template creates its DNS zone; delegate the domain to the output nodeNameServers.')
param nodeDomain string = ''

@description('The length of the public address prefix: 28 gives 16 addresses, 31 gives 2. Nodes without an address do not start.')
@minValue(28)
@maxValue(31)
param nodeAddressPrefixLength int = 28

@description('The name of the certificate for *.nodeDomain in the key vault. Nodes start when it exists.')
param nodeCertificate string = 'nodes'

@description('The admin user of the machines; SSH is not reachable from outside.')
param nodeAdminUser string = 'signal'

@description('The SSH public key of the admin user, required by Azure; for the serial console or a bastion.')
param nodeSshPublicKey string = ''

var withNodes = !empty(nodeImage)
var scaling = withNodes && nodeFloor > 0
var name = '${prefix}${uniqueString(resourceGroup().id)}'

module monitoring 'modules/monitoring.bicep' = {
  params: {
    location: location
    name: name
  }
}

module bus 'modules/servicebus.bicep' = {
  params: {
    location: location
    name: name
  }
}

module storage 'modules/storage.bicep' = {
  params: {
    location: location
    name: take(name, 24)
  }
}

module secrets 'modules/secrets.bicep' = {
  params: {
    location: location
    name: take(name, 24)
    superserviceKey: superserviceKey
    encryptionKey: encryptionKey
  }
}

module functions 'modules/functions.bicep' = {
  params: {
    location: location
    name: name
    maximumInstances: maximumInstances
    alwaysReadyInstances: alwaysReadyInstances
    moreSettings: appSettings
    scaleSet: scaling ? resourceId('Microsoft.Compute/virtualMachineScaleSets', '${name}-nodes') : ''
    nodeFloor: max(nodeFloor, 1)
    nodeCeiling: max(nodeFloor, nodeCeiling)
    storageAccount: storage.outputs.account
    packageContainer: storage.outputs.packageContainer
    tableEndpoint: storage.outputs.tableEndpoint
    busHost: bus.outputs.host
    superserviceKeyUri: secrets.outputs.superserviceKeyUri
    encryptionKeyUri: secrets.outputs.encryptionKeyUri
    applicationInsights: monitoring.outputs.connectionString
  }
}

resource nodeIdentity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: '${name}-nodes'
  location: location
}

module access 'modules/access.bicep' = {
  params: {
    busNamespace: bus.outputs.namespace
    storageAccount: storage.outputs.account
    vault: secrets.outputs.vault
    functionsPrincipal: functions.outputs.principal
    nodesPrincipal: nodeIdentity.properties.principalId
    nodeCertificate: withNodes ? nodeCertificate : ''
  }
}

module package 'modules/package.bicep' = if (!empty(appPackage)) {
  params: {
    app: functions.outputs.app
    package: appPackage
  }
  // The app copies the package to the storage account.
  dependsOn: [
    access
  ]
}

module nodeNetwork 'modules/nodenetwork.bicep' = if (withNodes) {
  params: {
    location: location
    name: name
    zones: nodeZones
    domain: nodeDomain
    addressPrefixLength: nodeAddressPrefixLength
  }
}

module nodes 'modules/medianodes.bicep' = if (withNodes) {
  params: {
    location: location
    name: name
    zones: nodeZones
    vmSize: nodeSize
    count: nodeCount
    spot: nodeSpot
    image: nodeImage
    domain: nodeDomain
    addressPrefixLength: nodeAddressPrefixLength
    addressPrefix: nodeNetwork.?outputs.addressPrefix ?? ''
    subnet: nodeNetwork.?outputs.subnet ?? ''
    certificateSecretUri: '${secrets.outputs.vaultUri}secrets/${nodeCertificate}'
    adminUser: nodeAdminUser
    sshPublicKey: nodeSshPublicKey
    identity: nodeIdentity.id
    identityClientId: nodeIdentity.properties.clientId
    controlPlaneUrl: functions.outputs.url
    busHost: bus.outputs.host
    applicationInsights: monitoring.outputs.connectionString
  }
  // Role assignments must exist first.
  dependsOn: [
    access
  ]
}

module scalingAccess 'modules/scaling.bicep' = if (scaling) {
  params: {
    scaleSet: nodes.?outputs.scaleSet ?? ''
    functionsPrincipal: functions.outputs.principal
  }
}

@description('The URL of the admin API.')
output apiUrl string = functions.outputs.url

@description('The name of the Functions app, for publishing the code.')
output functionsApp string = functions.outputs.app

@description('The Service Bus host that media nodes connect to (ServiceBus__fullyQualifiedNamespace).')
output busHost string = bus.outputs.host

@description('The managed identity of the media nodes.')
output nodeIdentity string = nodeIdentity.id

@description('The client id of that identity (ServiceBus__ClientId).')
output nodeIdentityClientId string = nodeIdentity.properties.clientId

@description('The name servers to which nodeDomain is delegated.')
output nodeNameServers array = nodeNetwork.?outputs.nameServers ?? []
