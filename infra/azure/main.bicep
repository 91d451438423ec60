// Signal Hybrid's control plane in one resource group: Service Bus, tables, the Functions app, secrets and monitoring, and the identity that media nodes
// run under. No shared keys: every right is a role on the one thing it is for.
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
