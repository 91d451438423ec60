// Signal Hybrid in one resource group: Service Bus, tables, the Functions app, secrets and monitoring, the identity that media nodes run under, and, when
// nodeImage names their image, the media nodes. No shared keys: every right is a role on the one thing it is for.
//
// The first run needs both keys; a later one without them leaves them as they are. README.md beside this file has the lines.

@description('Where everything is placed.')
param location string = resourceGroup().location

@description('The start of every name; lower-case letters and digits.')
@minLength(2)
@maxLength(11)
param prefix string = 'signal'

@description('The first key of the superservice, which creates the other services: 16 characters or more. Empty: the one in the vault stays.')
@secure()
param superserviceKey string = ''

@description('32 bytes, base64: what encrypts the secrets in the tables. Empty: the one in the vault stays. With another one, nothing in the tables can be read.')
@secure()
param encryptionKey string = ''

@description('The most instances that the Functions app may have.')
@minValue(1)
@maxValue(1000)
param maximumInstances int = 40

@description('How many instances of the Functions app are kept running for requests; 0: the first request after a pause waits for one to start.')
@minValue(0)
@maxValue(20)
param alwaysReadyInstances int = 0

@description('More settings of the Functions app, by their names in SETTINGS.md, such as those of TURN servers; secrets as references to a key vault. They do not replace those that the template sets.')
param appSettings object = {}

@description('The image of the media node, which can be pulled without credentials. Empty: no media nodes are deployed.')
param nodeImage string = ''

@description('How many media nodes run. Where the control plane looks after their number, the present one: a run sets it.')
@minValue(0)
@maxValue(16)
param nodeCount int = 2

@description('The fewest media nodes, when the control plane looks after their number; 0: it does not.')
@minValue(0)
@maxValue(16)
param nodeFloor int = 0

@description('The most media nodes then; nodeAddressPrefixLength has as many addresses.')
@minValue(1)
@maxValue(16)
param nodeCeiling int = 8

@description('The size of a media node: accelerated networking, and a core for each worker.')
param nodeSize string = 'Standard_F4s_v2'

@description('Media nodes on spot capacity: cheaper, and taken away at short notice; then their calls move to other nodes.')
param nodeSpot bool = false

@description('The availability zones of the media nodes; the region has them.')
param nodeZones array = ['1', '2', '3']

@description('The domain under which media nodes have their names, n0, n1 and so on. Its zone is made here; delegate the domain to the output nodeNameServers.')
param nodeDomain string = ''

@description('The size of the range of public addresses: 28 is 16 addresses, 31 is 2. A node more than addresses does not start.')
@minValue(28)
@maxValue(31)
param nodeAddressPrefixLength int = 28

@description('The certificate in the key vault that is valid for *.nodeDomain. It is there before the first node starts.')
param nodeCertificate string = 'nodes'

@description('The user of the machines; none can log in from outside.')
param nodeAdminUser string = 'signal'

@description('An SSH public key for that user, which Azure wants; for the serial console or a bastion.')
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
    certificateSecretUri: '${secrets.outputs.vaultUri}secrets/${nodeCertificate}'
    adminUser: nodeAdminUser
    sshPublicKey: nodeSshPublicKey
    identity: nodeIdentity.id
    identityClientId: nodeIdentity.properties.clientId
    controlPlaneUrl: functions.outputs.url
    busHost: bus.outputs.host
    applicationInsights: monitoring.outputs.connectionString
  }
  // Their rights come first.
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

@description('The admin API.')
output apiUrl string = functions.outputs.url

@description('The name of the Functions app, for publishing its code.')
output functionsApp string = functions.outputs.app

@description('The Service Bus host that media nodes connect to (ServiceBus__fullyQualifiedNamespace).')
output busHost string = bus.outputs.host

@description('The identity that media nodes run under.')
output nodeIdentity string = nodeIdentity.id

@description('The client id of that identity (ServiceBus__ClientId).')
output nodeIdentityClientId string = nodeIdentity.properties.clientId

@description('The name servers to which nodeDomain is delegated.')
output nodeNameServers array = nodes.?outputs.nameServers ?? []
