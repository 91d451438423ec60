// The Functions app on the Flex Consumption plan, billed by use. It accesses storage, bus and vault with
// its managed identity; the roles are in access.bicep.

param location string
param name string
param maximumInstances int
param alwaysReadyInstances int
param scaleSet string
param nodeFloor int
param nodeCeiling int
param storageAccount string
param packageContainer string
param tableEndpoint string
param busHost string
param superserviceKeyUri string
param encryptionKeyUri string
param applicationInsights string
param moreSettings object

var settings = {
  APPLICATIONINSIGHTS_CONNECTION_STRING: applicationInsights
  AzureWebJobsStorage__accountName: storageAccount
  AzureWebJobsStorage__credential: 'managedidentity'
  ServiceBus__fullyQualifiedNamespace: busHost
  Tables__Endpoint: tableEndpoint
  // Requests come from the host on the same machine; the front end of the platform supplies the client address.
  Limits__TrustedProxies__0: '127.0.0.1'
  Limits__TrustedProxies__1: '::1'
  // Requests of one service do not slow down another.
  Limits__Service__Enabled: 'true'
  Admin__SuperserviceKey: '@Microsoft.KeyVault(SecretUri=${superserviceKeyUri})'
  Secrets__EncryptionKey: '@Microsoft.KeyVault(SecretUri=${encryptionKeyUri})'
  // Empty: the control plane does not scale media nodes.
  Scaling__ScaleSet: scaleSet
  Scaling__Floor: string(nodeFloor)
  Scaling__Ceiling: string(nodeCeiling)
}

resource plan 'Microsoft.Web/serverfarms@2024-04-01' = {
  name: name
  location: location
  kind: 'functionapp'
  sku: {
    name: 'FC1'
    tier: 'FlexConsumption'
  }
  properties: {
    reserved: true
  }
}

resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: name
  location: location
  kind: 'functionapp,linux'
  // Identifies the app to azd.
  tags: {
    'azd-service-name': 'control-plane'
  }
  identity: {
    type: 'SystemAssigned'
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    functionAppConfig: {
      runtime: {
        name: 'dotnet-isolated'
        version: '10.0'
      }
      deployment: {
        storage: {
          type: 'blobContainer'
          value: packageContainer
          authentication: {
            type: 'SystemAssignedIdentity'
          }
        }
      }
      scaleAndConcurrency: {
        instanceMemoryMB: 2048
        maximumInstanceCount: maximumInstances
        alwaysReady: alwaysReadyInstances == 0 ? [] : [
          {
            name: 'http'
            instanceCount: alwaysReadyInstances
          }
        ]
      }
    }
    siteConfig: {
      minTlsVersion: '1.2'
    }
  }

  // Code can be published only with Entra identities.
  resource ftpPasswords 'basicPublishingCredentialsPolicies' = {
    name: 'ftp'
    properties: {
      allow: false
    }
  }

  resource scmPasswords 'basicPublishingCredentialsPolicies' = {
    name: 'scm'
    properties: {
      allow: false
    }
  }

  resource appSettings 'config' = {
    name: 'appsettings'
    properties: union(moreSettings, settings)
  }
}

output app string = app.name
output url string = 'https://${app.properties.defaultHostName}'
output principal string = app.identity.principalId
